using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Cases;

/// <summary>当场收缴的现金: cash taken under one receipt, and how far it has come: with its taker, with the organ, in the bank (Penalties arts. 68–71).</summary>
/// <param name="Paid">The taking.</param>
/// <param name="Taker">Account of who took it.</param>
/// <param name="HandedIn">How it reached the organ; null while it has not.</param>
/// <param name="Banked">How it reached the bank, with the slip's number as it was corrected last; null while it has not.</param>
public sealed record CashTaking(Paid Paid, string Taker, CashHandedIn? HandedIn = null, CashBanked? Banked = null)
{
    /// <summary>Number of the statutory receipt: it names the taking.</summary>
    public string Reference => Paid.Reference;

    /// <summary>Last day of the term that runs; null when it is in the bank.</summary>
    public DateOnly? DueBy => Banked is not null ? null : HandedIn is { } there ? there.BankBy : Paid.HandInBy;
}

/// <summary>交款: the cash reached the organ; said by whoever took it, or by the leader (Penalties art. 71: two days from the taking, on the water from landing; working days, art. 85).</summary>
/// <param name="Reference">Number of the statutory receipt.</param>
/// <param name="On">Day on which the organ had it.</param>
public sealed record HandInCash(string Reference, DateOnly On)
{
    /// <summary>Writes it, also when it is late and when the case has ended: the money is owed to the organ whatever became of the case.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.Cash.All(c => c.HandedIn is not null))
        {
            return CaseStage.Wrong(file);
        }

        if (file.Cash.FirstOrDefault(c => c.Reference == Reference.Trim() && c.HandedIn is null) is not { } taking)
        {
            return CashOnRecord.Unknown(Reference);
        }

        // That it is one of these two is our reading: art. 71 says the officers hand it in, and not who writes it down.
        if (now.By.Person != taking.Taker && now.By.Role != "leader")
        {
            return Outcome.No("not_taker", new Text("由收款的执法人员本人或者队长登记", "whoever took the cash records this, or the leader", "يسجّل هذا من قبض النقد أو القائد"), new Text("请收款人登记", "ask who took it", "اطلب ممن قبضه"), "行政处罚法 71");
        }

        return On < (taking.Paid.Landed ?? taking.Paid.On) || On > now.Today ? CashOnRecord.BadDay()
            : Outcome.Of(Body.Fact(new CashHandedIn(file.Id, taking.Reference, taking.Paid.Sum, On, now.Law.At(file.Book).Ends("cash-bank", On), On > taking.Paid.HandInBy), file.Tags, ["cash-in:" + taking.Reference], null, file.Under));
    }
}

/// <summary>缴付银行: the organ paid the cash into the designated bank within two days more; said by somebody else than who took it.</summary>
/// <param name="Reference">Number of the statutory receipt.</param>
/// <param name="On">Day of the slip.</param>
/// <param name="Slip">Number of the bank's slip.</param>
public sealed record BankCash(string Reference, DateOnly On, string Slip)
{
    /// <summary>Writes it.</summary>
    public Outcome Write(CaseFile file, Occasion now)
    {
        if (file.Cash.All(c => c.HandedIn is null || c.Banked is not null))
        {
            return CaseStage.Wrong(file);
        }

        if (file.Cash.FirstOrDefault(c => c.Reference == Reference.Trim() && c is { HandedIn: not null, Banked: null }) is not { HandedIn: { } there } taking)
        {
            return CashOnRecord.Unknown(Reference);
        }

        if (CashOnRecord.Own(taking, now) is { } own)
        {
            return own;
        }

        return Slip.Trim().Length == 0 ? CashOnRecord.NoSlip()
            : On < there.On || On > now.Today ? CashOnRecord.BadDay()
            : Outcome.Of(Body.Fact(new CashBanked(file.Id, taking.Reference, taking.Paid.Sum, On, Slip.Trim(), On > there.BankBy), file.Tags, ["cash-banked:" + taking.Reference], null, file.Under));
    }
}

/// <summary>更正缴款单号: a slip's number that was typed wrongly is written anew with a reason; what stood there stays in the record.</summary>
/// <param name="Reference">Number of the statutory receipt.</param>
/// <param name="Slip">The right number.</param>
/// <param name="Reason">Why.</param>
public sealed record CorrectSlip(string Reference, string Slip, string Reason)
{
    /// <summary>Writes it.</summary>
    public Outcome On(CaseFile file, Occasion now)
    {
        if (file.Cash.All(c => c.Banked is null))
        {
            return CaseStage.Wrong(file);
        }

        if (file.Cash.FirstOrDefault(c => c.Reference == Reference.Trim() && c.Banked is not null) is not { Banked: { } banked } taking)
        {
            return CashOnRecord.Unknown(Reference);
        }

        if (CashOnRecord.Own(taking, now) is { } own)
        {
            return own;
        }

        return Slip.Trim().Length == 0 || Slip.Trim() == banked.Slip ? CashOnRecord.NoSlip()
            : Reason.Trim().Length == 0 ? Outcome.No("reason_needed", new Text("更正须写明理由", "a correction needs a reason", "التصحيح يحتاج إلى سبب"), new Text("写一句话", "one sentence", "جملة واحدة"), "行政处罚法 71")
            : Outcome.Of(Body.Fact(new CashSlipCorrected(file.Id, taking.Reference, Slip.Trim(), Reason.Trim()), file.Tags, null, null, file.Under));
    }
}

/// <summary>What is wrong with an act on cash.</summary>
internal static class CashOnRecord
{
    /// <summary>Two people know of every taking. Our reading: art. 71 puts the bank on the organ and not on who took it, and names nobody.</summary>
    internal static Outcome? Own(CashTaking taking, Occasion now) => now.By.Person != taking.Taker ? null
        : Outcome.No("own_cash", new Text("缴付银行由收款人以外的人登记", "somebody else than who took the cash records the bank", "يسجّل الإيداع في المصرف غير من قبض النقد"), new Text("请其他人员登记", "ask somebody else", "اطلب من غيرك"), "行政处罚法 71");

    internal static Outcome Unknown(string reference) => Outcome.No("unknown_cash",
        new Text($"没有这张票据的待办现金：{reference.Trim()}", $"no cash waits under this receipt: {reference.Trim()}", $"لا نقد ينتظر بهذا الإيصال: {reference.Trim()}"), new Text("选择一笔", "choose one", "اختر واحداً"), "行政处罚法 70、71");

    internal static Outcome BadDay() => Outcome.No("bad_day",
        new Text("日期不能早于上一步，也不能晚于今天", "the day is neither before the step before it nor after today", "لا يسبق اليوم الخطوة السابقة ولا يتأخر عن اليوم"), new Text("核对日期", "check the day", "تحقق من اليوم"), "行政处罚法 71");

    internal static Outcome NoSlip() => Outcome.No("no_slip",
        new Text("填写银行缴款单的号码", "give the number of the bank's slip", "اذكر رقم قسيمة المصرف"), new Text("抄写缴款单上的号码", "copy it from the slip", "انسخه من القسيمة"), "行政处罚法 71");
}
