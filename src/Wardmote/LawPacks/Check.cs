using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.Powers;

namespace Wardmote.LawPacks;

/// <summary>
/// 法律包检查: what a lawyer would object to in a pack, read together with the packs around it. Findings are given in the order of the pack.
/// Gaps and overlaps between the rows of a standard are found by the decision-table engine; it hands its findings in as <c>tables</c>.
/// </summary>
/// <param name="law">The pack and everything it builds on.</param>
/// <param name="tables">Analysis of one standard's rows; null = rows are not analysed.</param>
public sealed class Check(LawInForce law, Func<DiscretionStandard, IEnumerable<Finding>>? tables = null)
{
    private static readonly HashSet<string> WithoutSum = ["none", "unquantified", "unknown"];

    /// <summary>Everything found in one pack.</summary>
    public IReadOnlyList<Finding> Of(LawPack pack) =>
    [
        .. Rows(pack),
        .. Grants(pack),
        .. Retrievals(pack),
        .. Places(pack),
        .. Procedure(pack),
        .. pack.Standards.SelectMany(s => Standard(pack, s)),
    ];

    private IEnumerable<Finding> Rows(LawPack pack)
    {
        foreach (var rows in pack.Items.GroupBy(r => r.Code))
        {
            var code = rows.Key.Value;
            foreach (var finding in Dates(pack, code, [.. law.RowsOf(rows.Key).OrderBy(r => r.ValidFrom ?? DateOnly.MinValue)]))
            {
                yield return finding;
            }

            foreach (var row in rows)
            {
                if (!row.Seen)
                {
                    yield return Says(Severity.Notice, "unseen", pack, code, $"条文未读到，不能计算罚款（{row.LegalBasis}）", $"the text was not read, no fine may be computed ({row.LegalBasis})", $"لم يُقرأ النص ولا يجوز حساب غرامة ({row.LegalBasis})");
                }
                else if (row.Source.Length == 0 || row.Law.Length == 0 || (row.ConductRef.Length == 0 && row.PenaltyRef.Length == 0 && row.Reading == TextReading.Statute))
                {
                    yield return Says(Severity.Error, "missing_source", pack, code, "条文没有来源、法律名称或者条号", "the article has no source, law or number", "المادة بلا مصدر أو قانون أو رقم");
                }

                if (row.AgencyKind.Length == 0 && row.Holder is not (HolderRule.TownAndStreet or HolderRule.TownOnly))
                {
                    yield return Says(Severity.Notice, "no_agency", pack, code, $"来源没有写明唯一的主管部门（{row.ResponsibleText}）", $"no source names one department ({row.ResponsibleText})", $"لا مصدر يسمّي إدارة واحدة ({row.ResponsibleText})");
                }
                else if (row.AgencyKind.Length > 0 && law.AgencyKinds.All(k => k.Kind != row.AgencyKind))
                {
                    yield return Says(Severity.Error, "unknown_agency", pack, code, $"没有定义机关类别 {row.AgencyKind}", $"no pack defines the agency kind {row.AgencyKind}", $"لا حزمة تعرّف نوع الجهة {row.AgencyKind}");
                }

                foreach (var (range, ceiling) in new[] { (row.IndividualFine, row.IndividualCeiling), (row.EntityFine, row.EntityCeiling) })
                {
                    if (range is { } r && ceiling < r.Max)
                    {
                        yield return Says(Severity.Error, "ceiling_below_range", pack, code, $"上限 {ceiling} 低于幅度 {r}", $"the ceiling {ceiling} is below the range {r}", $"السقف {ceiling} دون النطاق {r}");
                    }
                }
            }
        }
    }

    private static IEnumerable<Finding> Dates(LawPack pack, string code, IReadOnlyList<EnforcementItem> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            var (before, after) = (rows[i - 1], rows[i]);
            if (before.ValidTo is not { } end || after.ValidFrom is not { } start || start <= end)
            {
                yield return Says(Severity.Error, "date_overlap", pack, code,
                    $"两行在{after.ValidFrom:yyyy-MM-dd}同时有效", $"two rows are in force on {after.ValidFrom:yyyy-MM-dd}", $"سطران نافذان معاً في {after.ValidFrom:yyyy-MM-dd}");
            }
            else if (start > end.AddDays(1))
            {
                yield return Says(Severity.Error, "date_gap", pack, code,
                    $"{end.AddDays(1):yyyy-MM-dd}至{start.AddDays(-1):yyyy-MM-dd}没有有效的行", $"no row is in force from {end.AddDays(1):yyyy-MM-dd} to {start.AddDays(-1):yyyy-MM-dd}", $"لا سطر نافذ من {end.AddDays(1):yyyy-MM-dd} إلى {start.AddDays(-1):yyyy-MM-dd}");
            }
        }
    }

    private IEnumerable<Finding> Grants(LawPack pack)
    {
        foreach (var grant in pack.Grants)
        {
            foreach (var finding in Line(pack, grant.Id, grant.Item, grant.Reach, grant.Instrument))
            {
                yield return finding;
            }

            // The line and the item's law must both say so (R-COMP-06); the packs do not record which laws give an inspection.
            var rows = law.RowsOf(grant.Item);
            if ((grant.Scope.Measures && !rows.Any(r => r.NamesMeasures)) || (grant.Scope.Execution && !rows.Any(r => r.NamesExecution)))
            {
                yield return Says(Severity.Warning, "beyond_law", pack, grant.Id, "清单写了强制措施或者强制执行，读到的条文没有写；请核对法律依据", "the line gives measures or execution that the item's law as read does not name; check the article", "السطر يمنح تدابير أو تنفيذاً لا يذكرها قانون البند كما قُرئ؛ راجع المادة");
            }

            if (grant.Source == PowerSource.Entrusted)
            {
                if (grant.InNameOf.Length == 0 || grant.Instrument.Title.Length == 0 || grant.From is null || grant.To is null)
                {
                    yield return Says(Severity.Error, "missing_letter", pack, grant.Id, "委托没有委托书、委托机关或者期限（行政处罚法 20）", "the entrustment has no letter, organ or term (Penalties art. 20)", "التوكيل بلا خطاب أو جهة أو مدة (قانون العقوبات الإدارية 20)");
                }
                else if (law.AgencyKinds.All(k => k.Kind != grant.InNameOf))
                {
                    yield return Says(Severity.Error, "unknown_agency", pack, grant.Id, $"没有定义机关类别 {grant.InNameOf}", $"no pack defines the agency kind {grant.InNameOf}", $"لا حزمة تعرّف نوع الجهة {grant.InNameOf}");
                }

                if (grant.Scope.Measures || grant.Scope.Execution)
                {
                    yield return Says(Severity.Error, "entrusted_measures", pack, grant.Id, "强制措施不得委托（行政强制法 17）", "compulsory measures may not be entrusted (Coercion art. 17)", "لا يجوز توكيل التدابير القسرية (قانون الإجبار 17)");
                }
            }
            else if (grant.Source == PowerSource.Empowered && grant.From is null)
            {
                yield return Says(Severity.Error, "grant_without_day", pack, grant.Id, "赋权没有起始日", "the grant has no first day", "المنح بلا يوم بداية");
            }
        }
    }

    private IEnumerable<Finding> Retrievals(LawPack pack)
    {
        foreach (var retrieval in pack.Retrievals)
        {
            foreach (var finding in Line(pack, retrieval.Id, retrieval.Item, retrieval.Reach, retrieval.Instrument))
            {
                yield return finding;
            }

            var lines = law.Packs.SelectMany(p => p.Grants).Where(g => g.Item == retrieval.Item && Meet(g.Reach, retrieval.Reach)).ToList();
            if (lines.Count > 0 && lines.TrueForAll(g => g.Source == PowerSource.Statutory))
            {
                yield return Says(Severity.Error, "retrieval_of_statute", pack, retrieval.Id, "法律直接赋予的职权不能由清单收回", "a list cannot take what a law gives", "لا تستردّ القائمة ما منحه القانون");
            }
            else if (retrieval.On is null)
            {
                yield return Says(Severity.Notice, "retrieval_without_day", pack, retrieval.Id, "来源没有收回日期，此前是否赋权不明", "the source gives no day; whether it was held before is unknown", "المصدر لا يذكر تاريخاً؛ ولا يُعلم هل كان ممنوحاً قبله");
            }
            else if (lines.TrueForAll(g => g.From >= retrieval.On))
            {
                yield return Says(Severity.Warning, "retrieval_of_nothing", pack, retrieval.Id, "收回之前没有赋权记录", "nothing was granted before it is retrieved", "لا منح سابق لما استُردّ");
            }
        }
    }

    private IEnumerable<Finding> Line(LawPack pack, string id, ItemCode item, Reach reach, Instrument paper)
    {
        if (paper.Title.Length == 0 || paper.Source.Length == 0)
        {
            yield return Says(Severity.Error, "missing_instrument", pack, id, "没有文件名称或者来源", "no instrument or no source is named", "لا مستند أو لا مصدر");
        }

        if (law.RowsOf(item).Count == 0)
        {
            yield return Says(Severity.Error, "unknown_item", pack, id, $"没有事项 {item}；相近：{Near(item.Value)}", $"there is no item {item}; nearest: {Near(item.Value)}", $"لا بند {item}؛ الأقرب: {Near(item.Value)}");
        }

        foreach (var code in reach.Localities.Concat(reach.Except).Where(c => law.Locality(c) is null))
        {
            yield return Says(Severity.Error, "unknown_locality", pack, id, $"没有镇街 {code}", $"there is no locality {code}", $"لا بلدية برمز {code}");
        }

        foreach (var code in reach.Regions.Concat(reach.Localities.Select(c => law.Locality(c)?.County).OfType<string>()).Distinct().Where(c => !RegionCode.Reaches(pack.Region, c)))
        {
            yield return Says(Severity.Error, "line_outside", pack, id, $"{code} 不在法律包的地区 {pack.Region}", $"{code} lies outside the pack's region {pack.Region}", $"تقع {code} خارج منطقة الحزمة {pack.Region}");
        }

        foreach (var code in reach.Regions.Where(c => law.Counties.All(k => !RegionCode.Reaches(c, k.Code))))
        {
            yield return Says(Severity.Error, "unknown_region", pack, id, $"没有区县 {code}", $"there is no region {code}", $"لا منطقة برمز {code}");
        }
    }

    private IEnumerable<Finding> Places(LawPack pack)
    {
        foreach (var place in pack.Localities)
        {
            if (law.County(place.County) is null)
            {
                yield return Says(Severity.Error, "unknown_region", pack, place.Code, $"{place.Name.Zh}的区县 {place.County} 没有定义", $"{place.Name.En} lies in {place.County}, which no pack defines", $"تقع {place.Name.Ar} في {place.County} ولا حزمة تعرّفها");
            }

            if (place.Successor is { } heir && law.Locality(heir) is null)
            {
                yield return Says(Severity.Error, "unknown_locality", pack, place.Code, $"承继的镇街 {heir} 没有定义", $"its successor {heir} is not defined", $"الخلف {heir} غير معرَّف");
            }

            if (place is { To: { } joins, Successor: { } successor } && InDoubt(successor, joins.AddDays(1)) is { Count: > 0 } doubtful)
            {
                yield return Says(Severity.Warning, "power_in_doubt", pack, successor,
                    $"{law.NameOf(successor).Zh}承继了{place.Name.Zh}，两处原来的权力不一致，自 {joins.AddDays(1):yyyy-MM-dd} 起不能确定：{string.Join("、", doubtful)}；写一行指明承继的镇街",
                    $"{law.NameOf(successor).En} goes on with {place.Name.En}, they did not hold the same, and from {joins.AddDays(1):yyyy-MM-dd} nobody can tell: {string.Join(", ", doubtful)}; a line that names the successor settles it",
                    $"{law.NameOf(successor).Ar} تخلف {place.Name.Ar} ولم تكن صلاحياتهما واحدة، ومن {joins.AddDays(1):yyyy-MM-dd} لا يُعرف: {string.Join("، ", doubtful)}؛ يحسمه سطر يسمي الخلف");
            }

            if (law.County(place.County) is { To: { } last } && !(place.To <= last))
            {
                yield return Says(Severity.Warning, "county_ended", pack, place.Code, $"区县 {place.County} 到{last:yyyy-MM-dd}为止，{place.Name.Zh}没有同时结束并写明承继", $"its county {place.County} ends on {last:yyyy-MM-dd}; end {place.Name.En} with it and name the code it goes on under", $"تنتهي المقاطعة {place.County} في {last:yyyy-MM-dd}؛ أنهِ {place.Name.Ar} معها واذكر الرمز الذي تستمر به");
            }

            var names = pack.Localities.Where(l => l.Code == place.Code).ToList();
            if (names.Exists(l => l != place && l.From <= (place.To ?? DateOnly.MaxValue) && (l.To ?? DateOnly.MaxValue) >= (place.From ?? DateOnly.MinValue)))
            {
                yield return Says(Severity.Error, "date_overlap", pack, place.Code, "同一代码有两行同时有效", "two rows of one code stand at once", "سطران للرمز نفسه قائمان معاً");
            }

            if (place.To is { } end && place.Successor is null && !names.Exists(l => l.From == end.AddDays(1)))
            {
                yield return Says(Severity.Warning, "no_successor", pack, place.Code, $"{place.Name.Zh}已撤销，没有写明由谁承继", $"{place.Name.En} has ended and no successor is named", $"انتهت {place.Name.Ar} ولا خلف لها");
            }
        }

        // What the pack sets would not hold in a county its region does not reach.
        foreach (var county in pack.Counties.Where(c => !RegionCode.Reaches(pack.Region, c.Code)))
        {
            yield return Says(Severity.Error, "county_outside", pack, county.Code, $"{county.Name.Zh}不在法律包的地区 {pack.Region}", $"{county.Name.En} lies outside the pack's region {pack.Region}", $"تقع {county.Name.Ar} خارج منطقة الحزمة {pack.Region}");
        }

        foreach (var county in pack.Counties.Where(c => c.To is not null && (c.Successor is null || law.County(c.Successor) is null)))
        {
            yield return Says(Severity.Warning, "no_successor", pack, county.Code, $"{county.Name.Zh}已撤销，没有写明由谁承继", $"{county.Name.En} has ended and no successor is defined", $"انتهت {county.Name.Ar} ولا خلف معرَّفاً لها");
        }

        foreach (var outline in pack.Outlines.Where(o => law.Locality(o.Locality) is null))
        {
            yield return Says(Severity.Error, "unknown_locality", pack, outline.Locality, $"轮廓所指镇街 {outline.Locality} 没有定义", $"an outline names the locality {outline.Locality}, which is not defined", $"شكل لبلدية غير معرَّفة {outline.Locality}");
        }
    }

    private IEnumerable<Finding> Procedure(LawPack pack)
    {
        var rules = law.Rules.Select(r => r.Id).ToHashSet();
        foreach (var fence in pack.Fences)
        {
            foreach (var rule in fence.Rules.Where(r => !rules.Contains(r)))
            {
                yield return Says(Severity.Error, "unknown_rule", pack, fence.Id, $"没有规则 {rule}", $"there is no rule {rule}", $"لا قاعدة {rule}");
            }

            if (fence.Ground == "statute" && fence.Mode == "stop" && fence.OverrideBy.Count > 0)
            {
                yield return Says(Severity.Error, "override_of_statute", pack, fence.Id, "法律规定的停止不得越过", "a stop by statute has no override", "الإيقاف بنص القانون لا يُتجاوز");
            }

            if (fence.Ground == "peer" && fence.Mode == "stop")
            {
                yield return Says(Severity.Error, "peer_stops", pack, fence.Id, "外地做法最多提示", "another place's text cautions at most", "نص مكان آخر ينبّه فقط");
            }

            if (fence.Certainty == Certainty.Model && fence.Note.Length == 0)
            {
                yield return Says(Severity.Error, "model_without_note", pack, fence.Id, "内部设置没有说明", "a setting of the house has no note", "إعداد داخلي بلا بيان");
            }
        }

        foreach (var (id, day) in law.At(pack.Region).Gaps().Where(g => pack.Fences.Any(f => f.Id == g.Id) || pack.Periods.Any(p => p.Id == g.Id)))
        {
            yield return Says(Severity.Error, "not_set", pack, id, $"{day:yyyy-MM-dd} 没有任何法律包设定 {id}", $"on {day:yyyy-MM-dd} no pack sets {id}", $"في {day:yyyy-MM-dd} لا تضبط أي حزمة {id}");
        }

        foreach (var period in pack.Periods)
        {
            if (period.Certainty == Certainty.Model ? period.Note.Length == 0 : period.Article.Length == 0)
            {
                yield return Says(Severity.Error, period.Certainty == Certainty.Model ? "model_without_note" : "missing_source", pack, period.Id, "期限没有条文，内部设置没有说明", "the period has no article, or as a setting of the house no note", "المدة بلا مادة، أو إعداد داخلي بلا بيان");
            }
        }
    }

    private IEnumerable<Finding> Standard(LawPack pack, DiscretionStandard standard)
    {
        Finding About(Severity severity, string kind, int rule, string zh, string en, string ar) =>
            Says(severity, kind, pack, standard.Id, zh, en, ar) with { Standard = standard.Id, Rules = rule > 0 ? [rule] : [] };

        if (law.RowsOf(standard.Item).Count == 0)
        {
            yield return About(Severity.Error, "unknown_item", 0, $"没有事项 {standard.Item}", $"there is no item {standard.Item}", $"لا بند {standard.Item}");
            yield break;
        }

        if (standard.Basis.Source is null or "")
        {
            yield return About(Severity.Error, "missing_source", 0, "依据没有来源", "its basis has no source", "سنده بلا مصدر");
        }

        foreach (var finding in Stages(pack, standard).Select(f => About(f.Severity, f.Kind, 0, f.Said.Zh, f.Said.En, f.Said.Ar)).Concat(new TableCheck(pack.Id, standard).Said()))
        {
            yield return finding;
        }

        for (var i = 0; i < standard.Tiers.Count; i++)
        {
            var tier = standard.Tiers[i];
            if (tier.Name == Revised.Unwritten || tier.Text == Revised.Unwritten || tier.PenaltyText == Revised.Unwritten)
            {
                yield return About(Severity.Error, "unwritten", i + 1, $"第 {i + 1} 行还没有写完", $"row {i + 1} is not written yet", $"السطر {i + 1} لم يُكتب بعد");
            }

            if (standard.Examples.All(e => e.Tier != tier.Name))
            {
                yield return About(Severity.Error, "missing_example", i + 1, $"“{tier.Name}”没有实例", $"the tier {tier.Name} has no worked example", $"الدرجة {tier.Name} بلا مثال");
            }

            if (Outside(standard, tier) is { } outside)
            {
                yield return About(Severity.Error, "out_of_range", i + 1, $"“{tier.Name}”{outside.Fine} 元超出法定幅度 {outside.Range} 元", $"the tier {tier.Name} ({outside.Fine} yuan) lies outside the statutory range {outside.Range}", $"الدرجة {tier.Name} ({outside.Fine} يوان) خارج النطاق القانوني {outside.Range}");
            }
        }

        foreach (var own in standard.Ranges.Where(r => r.Fine is not null))
        {
            if (Outside(standard, own.Who, _ => own.Fine) is { } outside)
            {
                yield return About(Severity.Error, "out_of_range", 0, $"基准写的法定幅度 {outside.Fine} 元超出条文的 {outside.Range} 元", $"the statutory range that the standard states ({outside.Fine} yuan) leaves that of the article ({outside.Range})", $"النطاق الذي يذكره المعيار ({outside.Fine} يوان) يتجاوز نطاق المادة ({outside.Range})");
            }
        }

        if (standard.Weights is not null && standard.Examples.Count == 0)
        {
            yield return About(Severity.Error, "missing_example", 0, "没有实例", "there is no worked example", "لا مثال عملي");
        }

        foreach (var example in standard.Examples.Where(e => standard.Weights is null && standard.Tiers.All(t => t.Name != e.Tier)))
        {
            yield return About(Severity.Error, "example_of_nothing", 0, $"实例指向不存在的阶次“{example.Tier}”", $"an example expects the tier {example.Tier}, which does not exist", $"مثال يتوقع درجة غير موجودة {example.Tier}");
        }

        foreach (var finding in tables?.Invoke(standard) ?? [])
        {
            yield return finding;
        }
    }

    /// <summary>The statutory range that the sum leaves, on any day the standard and the item's row are both in force; null when it stays inside.</summary>
    private (YuanRange Fine, YuanRange Range)? Outside(DiscretionStandard standard, Tier tier) => Outside(standard, tier.Who, party => tier.SumFor(party).Fine);

    private (YuanRange Fine, YuanRange Range)? Outside(DiscretionStandard standard, PartyKind? who, Func<PartyKind, YuanRange?> sum)
    {
        foreach (var row in law.RowsOf(standard.Item).Where(r => Overlap(r, standard) && !WithoutSum.Contains(r.FineKind.ToString().ToLowerInvariant())))
        {
            foreach (var party in who is { } one ? [one] : new[] { PartyKind.Individual, PartyKind.Entity })
            {
                if (sum(party) is { } fine && RangeOf(row, standard.Stage, party) is { } range && (fine.Min < range.Min || fine.Max > range.Max))
                {
                    return (fine, range);
                }
            }
        }

        return null;
    }

    /// <summary>Ladders of the statute: two standards for one stage, and a stage that has a sum of its own and no standard while another has one.</summary>
    private IEnumerable<(Severity Severity, string Kind, Text Said)> Stages(LawPack pack, DiscretionStandard standard)
    {
        var beside = law.Standards.Where(s => s.Item == standard.Item && s.Region == standard.Region && (s.ValidFrom ?? DateOnly.MinValue) <= (standard.ValidTo ?? DateOnly.MaxValue) && (s.ValidTo ?? DateOnly.MaxValue) >= (standard.ValidFrom ?? DateOnly.MinValue)).ToList();
        // A later version of a standard keeps its id and takes the place of the earlier one; a pack laid over another goes before it, which is worth knowing and no error.
        foreach (var other in beside.Where(s => s.Stage == standard.Stage && s.Id != standard.Id).DistinctBy(s => s.Id))
        {
            yield return (pack.Standards.Contains(other) ? Severity.Error : Severity.Notice, "two_standards", new Text(
                $"与 {other.Id} 同一地区、同一阶段（{StageName(standard.Stage).Zh}）同时有效；请让其中一份先失效，或者写明另一阶段",
                $"stands beside {other.Id} for the same region and stage ({StageName(standard.Stage).En}); let one of them end first, or name another stage",
                $"قائم مع {other.Id} للمنطقة والمرحلة نفسيهما ({StageName(standard.Stage).Ar})؛ أنهِ أحدهما أولاً أو اذكر مرحلة أخرى"));
        }

        foreach (var row in law.RowsOf(standard.Item).Where(r => Overlap(r, standard)))
        {
            var needed = row.Steps.Where(s => s.Range is not null && s.When is "refuses_correction" or "overdue_correction").Select(s => s.When);
            foreach (var stage in (row.Precondition is Precondition.RefusesCorrection or Precondition.OverdueCorrection || row.FineKind == FineKind.None ? needed : needed.Append("")).Distinct().Where(n => beside.TrueForAll(s => s.Stage != n)))
            {
                yield return (Severity.Notice, "stage_without_standard", new Text(
                    $"{row.LegalBasis}的“{StageName(stage).Zh}”阶段没有裁量基准，只按法定幅度",
                    $"the stage “{StageName(stage).En}” of {row.LegalBasis} has no standard: it is weighed by the statutory range alone",
                    $"المرحلة «{StageName(stage).Ar}» في {row.LegalBasis} بلا معيار: تُقدَّر بالنطاق القانوني وحده"));
            }
        }
    }

    /// <summary>A stage of the statute's ladder in words.</summary>
    public static Text StageName(string stage) => stage switch
    {
        "refuses_correction" => new Text("拒不改正", "refusal to correct", "الامتناع عن التصحيح"),
        "overdue_correction" => new Text("逾期未改正", "not corrected in time", "عدم التصحيح في الأجل"),
        _ => new Text("基础", "base", "الأساس"),
    };

    private static bool Overlap(EnforcementItem row, DiscretionStandard standard) =>
        (row.ValidTo is null || standard.ValidFrom is null || standard.ValidFrom <= row.ValidTo) && (row.ValidFrom is null || standard.ValidTo is null || standard.ValidTo >= row.ValidFrom);

    /// <summary>A standard for a stage weighs the article's own further step; otherwise the base step.</summary>
    private static YuanRange? RangeOf(EnforcementItem row, string stage, PartyKind party)
    {
        var name = party == PartyKind.Individual ? "individual" : "entity";
        var step = row.Steps.FirstOrDefault(s => s.When == stage && s.Kind == FineKind.Fixed && (s.Who == "both" || s.Who == name));
        return step?.Range ?? row.FineFor(party);
    }

    /// <summary>Items of which nobody can say whether a town holds them, on the day when another joined it and, as far as is known, ever after.</summary>
    private List<ItemCode> InDoubt(string town, DateOnly day) =>
        law.Locality(town) is null ? [] : [.. law.Codes.Where(item => new[] { day, DateOnly.MaxValue }.All(d => law.Catalogue.Find(new PowerQuestion(item, town, d, d)).Doubt is not null))];

    // One may name a town that the other names by a code it had before.
    private bool Meet(Reach a, Reach b) => law.Localities.Any(l => a.Covers(l) && b.Covers(l))
        || a.Localities.Concat(b.Localities).Select(c => law.TeamFor(c, DateOnly.MaxValue)).Any(c => new[] { a, b }.All(r => law.Catalogue.Reaches(r, c, DateOnly.MaxValue, DateOnly.MaxValue)));

    private string Near(string code) => string.Join(", ", law.Nearest(code, law.Codes.Select(c => c.Value)));

    private static Finding Says(Severity severity, string kind, LawPack pack, string subject, string zh, string en, string ar) =>
        new(severity, kind, pack.Id, subject, new Text($"{subject}：{zh}", $"{subject}: {en}", $"{subject}: {ar}"));
}
