using Wardmote.Fences;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Intake;

/// <summary>How a reporter can be told, kept in an envelope beside the journal and opened only with a reason.</summary>
public sealed record Contact(string Name, string Phone);

/// <summary>投诉举报: somebody reports. Words or a photo, and a place; nothing else is asked.</summary>
/// <param name="Report">Id made by the host.</param>
/// <param name="Language"><c>zh</c>, <c>en</c> or <c>ar</c>: the reporter is answered in it.</param>
/// <param name="Words">What the person wrote; may be empty when there is a photo.</param>
/// <param name="Locality">Locality the person confirmed.</param>
/// <param name="Point">Where, if given.</param>
/// <param name="Address">Where, in words.</param>
/// <param name="Photos">Originals already kept.</param>
/// <param name="TrackingCode">The reporter's code; only its hash is written.</param>
/// <param name="Source"><c>web</c>, <c>phone</c>, <c>desk</c>, <c>patrol</c>, <c>12345</c> or <c>api</c>.</param>
/// <param name="Contact">Null when the reporter stays unknown.</param>
/// <param name="Hints">What the recogniser said.</param>
public sealed record LodgeReport(
    string Report,
    string Language,
    string Words,
    string Locality,
    Point? Point,
    string Address,
    IReadOnlyList<Exhibit> Photos,
    string TrackingCode,
    string Source,
    Contact? Contact,
    Hints Hints)
{
    /// <summary>Longest text taken, in UTF-16 units.</summary>
    public const int LongestWords = 4_000;

    /// <summary>Most photos taken with one report.</summary>
    public const int MostPhotos = 6;

    /// <summary>Writes the report, or says what is missing. Nothing typed is lost: the form comes back as it was.</summary>
    public Outcome On(LawInForce law, DateOnly today)
    {
        if (Words.Trim().Length == 0 && Photos.Count == 0)
        {
            return Outcome.No("nothing_said",
                new Text("还没有文字，也没有照片", "there are no words and no photo yet", "لا توجد كلمات ولا صورة بعد"),
                new Text("写一句话或拍一张照片即可", "write one line or take one photo", "اكتب سطراً واحداً أو التقط صورة واحدة"));
        }

        if (Words.Length > LongestWords)
        {
            return Outcome.No("too_long",
                new Text($"文字超过 {LongestWords} 字", $"the text is longer than {LongestWords} characters", $"النص أطول من {LongestWords} حرفاً"),
                new Text("请缩短，或分两次举报", "shorten it, or send it as two reports", "اختصره أو أرسله في بلاغين"));
        }

        if (Photos.Count > MostPhotos)
        {
            return Outcome.No("too_many_photos",
                new Text($"一次最多 {MostPhotos} 张照片", $"at most {MostPhotos} photos at a time", $"ست صور على الأكثر في كل مرة"),
                new Text("其余照片可以在查询页补充", "add the rest on the tracking page", "أضف الباقي في صفحة المتابعة"));
        }

        if (Point is { } p && (double.IsNaN(p.Latitude) || double.IsNaN(p.Longitude) || Math.Abs(p.Latitude) > 90 || Math.Abs(p.Longitude) > 180))
        {
            return Outcome.No("bad_point",
                new Text("坐标无效", "these are not coordinates", "هذه ليست إحداثيات"),
                new Text("请从列表选择镇街", "choose the town or subdistrict from the list", "اختر البلدة أو الحي من القائمة"));
        }

        var place = law.Locality(Locality);
        if (place is null || !place.Stands(today))
        {
            var outside = Point is { } here && law.Map.At(here) is null;
            return Outcome.No(outside ? "outside" : "no_place",
                outside
                    ? new Text("这个位置不在本平台的区域内", "this place is outside the area of this platform", "هذا الموقع خارج نطاق هذه المنصة")
                    : new Text("还没有选定镇街", "no town or subdistrict is chosen yet", "لم تُختر بلدة أو حي بعد"),
                new Text("请从列表选择事情发生的镇街", "choose from the list the town or subdistrict where it happens", "اختر من القائمة البلدة أو الحي حيث يحدث الأمر"));
        }

        var proposed = Point is { } at ? law.Map.At(at)?.Locality : null;
        var hash = Intake.TrackingCode.Hash(TrackingCode);
        var person = "reporter-" + Report;
        var envelope = Contact is { } c && (c.Name.Length > 0 || c.Phone.Length > 0)
            ? new Envelope("contact-" + Report, person, System.Text.Json.JsonSerializer.Serialize(c, Body.Json))
            : null;
        var body = new ReportLodged(Report, Language, Words.Trim(), Locality, proposed, Point?.Latitude, Point?.Longitude, Address.Trim(), Photos, hash, Source, envelope?.Id, Hints);
        return Outcome.Of(Body.Fact(body,
            [Intake.Report.TagOf(Report), new Tag("track", hash), new Tag("at", Locality)],
            ["track:" + hash],
            envelope is null ? null : [envelope]));
    }
}

/// <summary>The reporter adds words or photos on the tracking page.</summary>
public sealed record AddToReport(string Words, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Writes the addition.</summary>
    public Outcome On(Report report)
    {
        if (Words.Trim().Length == 0 && Photos.Count == 0)
        {
            return Outcome.No("nothing_said",
                new Text("还没有文字，也没有照片", "there are no words and no photo yet", "لا توجد كلمات ولا صورة بعد"),
                new Text("写一句话或选一张照片", "write one line or choose one photo", "اكتب سطراً أو اختر صورة"));
        }

        return Words.Length > LodgeReport.LongestWords
            ? Outcome.No("too_long", new Text("文字太长", "the text is too long", "النص طويل جداً"), new Text("请缩短", "shorten it", "اختصره"))
            : Outcome.Of(Body.Fact(new ReportAdded(report.Lodged.Report, Words.Trim(), Photos), [Report.TagOf(report.Lodged.Report)]));
    }
}

/// <summary>没有解决: the reporter says so, and the same team has it again. No reason is forced.</summary>
public sealed record ReopenReport(string Words, IReadOnlyList<Exhibit> Photos)
{
    /// <summary>Writes that it is not solved; only an answered report can be reopened.</summary>
    public Outcome On(Report report)
    {
        if (report.State != "answered")
        {
            return Outcome.No("not_answered",
                new Text("这件事还在办理中", "this is still being handled", "لا يزال هذا قيد المعالجة"),
                new Text("可以补充信息或照片", "you can add words or photos", "يمكنك إضافة كلمات أو صور"));
        }

        var id = report.Lodged.Report;
        var tags = new List<Tag> { Report.TagOf(id) };
        if (report.Routed?.Case is { } matter)
        {
            tags.Add(new Tag("case", matter));
        }

        if (report.Routed?.Whistle is { } whistle)
        {
            tags.Add(new Tag("whistle", whistle));
        }

        return Outcome.Of(Body.Fact(new ReportReopened(id, Words.Trim(), Photos), tags));
    }
}
