using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Documents;

/// <summary>当场行政处罚决定书 (Penalties art. 52): act, kind and basis, sum, time, place, remedies with reconsideration first, organ, both officers, pre-set number.</summary>
public static class SpotDecision
{
    /// <summary>Id of its template.</summary>
    public const string Template = "spot-decision";

    /// <summary>The values of the document, all from the case.</summary>
    public static IReadOnlyDictionary<string, string> Values(CaseFile file, LawInForce law, Party party, string number, string check, DateTimeOffset at, string language)
    {
        var site = file.Site!;
        var proposal = file.Proposal!;
        var item = law.Item(file.Item, file.ActDay)!;
        var place = law.Locality(file.Opened.Locality)!;
        var organ = law.NameOf(file.Under?.InNameOf ?? file.Team);
        var county = law.County(place.County)!;
        var entrusted = file.Under is { } under && under.InNameOf != file.Opened.Locality;
        var local = ShanghaiTime.Local(at);
        var kinds = new List<string>();
        if (proposal.Warning)
        {
            kinds.Add(language switch { "en" => "warning", "ar" => "إنذار", _ => "警告" });
        }

        if (proposal.Fine > 0)
        {
            kinds.Add(language switch
            {
                "en" => $"fine of {proposal.Fine:0.##} yuan (RMB {YuanWords.Of(proposal.Fine.Value)})",
                "ar" => $"غرامة قدرها {proposal.Fine:0.##} يوان ({YuanWords.Of(proposal.Fine.Value)})",
                _ => $"罚款人民币{YuanWords.Of(proposal.Fine.Value)}（¥{proposal.Fine:0.00}）",
            });
        }

        return new Dictionary<string, string>
        {
            ["number"] = number,
            ["organ"] = organ.In(language),
            ["entrusted_to"] = entrusted ? law.NameOf(file.Opened.Locality).In(language) : "",
            ["instrument"] = entrusted ? file.Under!.Instrument : "",
            ["county"] = county.Name.In(language),
            ["party"] = party.Name,
            ["party_id"] = party.IdNumber,
            ["party_address"] = party.Address,
            ["act_day"] = $"{file.ActDay:yyyy-MM-dd}",
            ["place"] = file.Opened.Address.Length > 0 ? $"{place.Name.In(language)} {file.Opened.Address}" : place.Name.In(language),
            ["act"] = item.Title.In(language),
            ["seen"] = site.Seen,
            ["basis"] = item.LegalBasis,
            ["penalty"] = string.Join(language == "en" ? " and " : language == "ar" ? " و" : "、", kinds),
            ["tier"] = TierWords.Beside(TierWords.Tier(proposal.Tier)).In(language),
            ["standard"] = law.NameOfStandard(proposal.Standard).In(language),
            ["reason"] = proposal.Reason,
            ["ground"] = proposal.Ground.Length > 0 ? proposal.Ground : "",
            ["said"] = file.Heard?.Said ?? "",
            ["answer"] = file.Heard?.Answer ?? "",
            ["fine"] = proposal.Fine > 0 ? $"{proposal.Fine:0.##}" : "",
            ["pay_by"] = $"{law.At(file.Book).Ends("pay", ShanghaiTime.Day(at)):yyyy-MM-dd}",
            ["decided"] = $"{local:yyyy-MM-dd HH:mm}",
            ["officer_one"] = file.Officers[0].Name.In(language),
            ["certificate_one"] = file.Officers[0].Certificate,
            ["officer_two"] = file.Officers[1].Name.In(language),
            ["certificate_two"] = file.Officers[1].Certificate,
            ["check"] = check,
            ["law"] = file.Opened.Law,
        };
    }
}

/// <summary>大写金额: a sum in the formal numerals that documents use.</summary>
public static class YuanWords
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Formal numerals for a sum from 0 to 999,999,999,999 yuan with up to two decimals.</summary>
    public static string Of(decimal yuan)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(yuan);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(yuan, 1_000_000_000_000m);
        var whole = (long)decimal.Truncate(yuan);
        var fen = (int)decimal.Round((yuan - whole) * 100);
        var words = whole == 0 ? (fen == 0 ? "零元" : "") : Groups(whole) + "元";
        if (fen == 0)
        {
            return words + "整";
        }

        var (jiao, cent) = (fen / 10, fen % 10);
        words += jiao > 0 ? $"{Digits[jiao]}角" : whole > 0 ? "零" : "";
        return words + (cent > 0 ? $"{Digits[cent]}分" : "整");
    }

    private static string Groups(long whole)
    {
        string[] big = ["", "万", "亿"];
        var words = "";
        var gap = false;
        for (var g = 2; g >= 0; g--)
        {
            var scale = (long)Math.Pow(10_000, g);
            var part = (int)(whole / scale % 10_000);
            if (part == 0)
            {
                gap = words.Length > 0;
                continue;
            }

            if (words.Length > 0 && (gap || part < 1000))
            {
                words += "零";
            }

            words += Four(part) + big[g];
            gap = false;
        }

        return words;
    }

    private static string Four(int part)
    {
        string[] small = ["", "拾", "佰", "仟"];
        var words = "";
        var gap = false;
        for (var d = 3; d >= 0; d--)
        {
            var digit = part / (int)Math.Pow(10, d) % 10;
            if (digit == 0)
            {
                gap = words.Length > 0;
                continue;
            }

            words += (gap ? "零" : "") + Digits[digit] + small[d];
            gap = false;
        }

        return words;
    }
}
