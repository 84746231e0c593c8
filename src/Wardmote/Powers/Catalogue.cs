using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Powers;

/// <summary>
/// 权责清单: who may act on what, where, on which day. One lookup, one answer. Lines are only ever added; a question may ask what was known at an earlier moment.
/// Authority follows the place (Penalties art. 22), the filing date and the transition clause (R-COMP-09); before filing, the day itself.
/// </summary>
public sealed class Catalogue
{
    private readonly Dictionary<ItemCode, ItemLines> _items;
    private readonly Dictionary<string, PlaceRow[]> _places;
    private readonly Dictionary<string, County> _counties;
    private readonly IReadOnlyList<Locality> _succeeded;
    private readonly Dictionary<string, AgencyKind> _agencyKinds;

    /// <summary>A catalogue over the lines of all installed packs and published revisions.</summary>
    public Catalogue(
        IEnumerable<EnforcementItem> rows,
        IEnumerable<Grant> grants,
        IEnumerable<Retrieval> retrievals,
        IEnumerable<County> counties,
        IEnumerable<Locality> localities,
        IEnumerable<AgencyKind> agencyKinds)
    {
        var (given, taken) = (grants.ToLookup(g => g.Item), retrievals.ToLookup(r => r.Item));
        IReadOnlyList<Locality> places = [.. localities];
        _counties = counties.ToDictionary(c => c.Code);
        var lineage = new Lineage(places, _counties.Values);
        _places = places.Select(l => l.Code).Distinct().ToDictionary(c => c, lineage.RowsOf);
        _items = rows.GroupBy(r => r.Code).ToDictionary(
            g => g.Key,
            g => new ItemLines([.. g.OrderByDescending(r => r.ValidFrom ?? DateOnly.MinValue)], [.. given[g.Key]], [.. taken[g.Key]], lineage.Count));
        _succeeded = [.. places.Where(l => l.Successor is not null)];
        _agencyKinds = agencyKinds.ToDictionary(k => k.Kind);
    }

    /// <summary>The agency of a kind in a county; null when the pack knows no such kind.</summary>
    public Agency? AgencyOf(string county, string kind) =>
        _agencyKinds.TryGetValue(kind, out var k) && _counties.TryGetValue(county, out var c)
            ? new Agency($"{county}-{kind}", kind, county, new Text(c.Name.Zh + k.Name.Zh, $"{c.Name.En} {k.Name.En}", $"{k.Name.Ar} – {c.Name.Ar}"))
            : null;

    /// <summary>Who may act. The item and the locality must exist; the caller asks <see cref="Knows(ItemCode)"/> first and names the nearest codes.</summary>
    public PowerAnswer Ask(PowerQuestion question)
    {
        var found = Find(question);
        if (found.Gone is { } gone)
        {
            return NotStanding(found.Place, gone);
        }

        if (found.Row is not { } row)
        {
            return NoRow(question, _items[question.Item].Rows);
        }

        var (place, team) = (found.Place, found.Team);
        if (found.Doubt is { } doubt)
        {
            return Undecided(row, InDoubt(place, doubt), "行政处罚法 24");
        }

        var department = row.AgencyKind.Length > 0 ? AgencyOf(team.County, row.AgencyKind) : null;
        var answer = found.Line is { } line
            ? Held(_items[question.Item].WithLaw(line, found.Name!, question.Filed, question.Known), row, team, department)
            : WithDepartment(question, row, place, department, found.Ended);
        if ((found.Line?.Reach ?? found.Ended?.Reach) is { Localities: var named } && !named.Contains(place.Code) && found.Name!.Codes.FirstOrDefault(named.Contains) is { } former)
        {
            answer = answer with { Why = [.. answer.Why, FormerName(NameOf(former), place)] };
        }

        if (place.Code != team.Code)
        {
            answer = answer with { Why = [.. answer.Why, Succeeded(place, team)] };
        }

        return question.Organ is { } organ && organ != answer.Holder ? AskedBy(organ, answer, row, team, department) : answer;
    }

    /// <summary>The lookup without its words: the line that holds, the retrieval that ended the others, the row in force, and whose team it is. 查询</summary>
    public PowerFound Find(PowerQuestion question)
    {
        if (!_items.TryGetValue(question.Item, out var item))
        {
            throw new ArgumentException($"unknown item {question.Item}", nameof(question));
        }

        if (!_places.TryGetValue(question.Locality, out var rows))
        {
            throw new ArgumentException($"unknown locality {question.Locality}", nameof(question));
        }

        var (filed, on) = (question.Filed, question.On ?? question.Filed);
        if (Standing(rows, filed) is not { } place)
        {
            return new PowerFound(null, rows[0].Locality, rows[0].Locality, null, null, filed);
        }

        // A matter filed with a town that has since been renamed, merged or moved goes on with its successor; a new matter is filed there.
        List<string>? heirs = null;
        if ((place.Stands(on) ? place : TeamRow(question.Locality, on, ref heirs)) is not { } team)
        {
            return new PowerFound(null, place.Locality, place.Locality, null, null, on);
        }

        return item.Held(place, team, heirs, question);
    }

    /// <summary>时间线: who could act on the item at the place, day by day, for a matter that is found and filed on that day. Neighbouring days with the same answer are one span.</summary>
    public IReadOnlyList<PowerSpan> Spans(ItemCode item, string locality, DateTimeOffset? known = null)
    {
        var lines = _items[item];
        var days = lines.Grants.SelectMany(g => new[] { g.From, g.To?.AddDays(1) })
            .Concat(lines.Retrievals.Select(r => r.On))
            .Concat(lines.Rows.SelectMany(r => new[] { r.ValidFrom, r.ValidTo?.AddDays(1) }))
            .Concat(_places[locality].SelectMany(p => new DateOnly?[] { p.From, p.To == DateOnly.MaxValue ? null : p.To.AddDays(1) }))
            .OfType<DateOnly>().Append(DateOnly.MinValue).Distinct().Order();
        var spans = new List<PowerSpan>();
        foreach (var day in days)
        {
            var answer = Ask(new PowerQuestion(item, locality, day, day, known));
            if (spans is [.., var last] && (last.Answer.Answer, last.Answer.Holder, last.Answer.Source, last.Answer.May, last.Answer.Instrument) == (answer.Answer, answer.Holder, answer.Source, answer.May, answer.Instrument))
            {
                continue;
            }

            if (spans.Count > 0)
            {
                spans[^1] = spans[^1] with { To = day.AddDays(-1) };
            }

            spans.Add(new PowerSpan(day == DateOnly.MinValue ? null : day, null, answer));
        }

        return spans;
    }

    /// <summary>The locality whose team has the matters of a code on a day: itself while it stands, else its successor, and that one's; null when none is named.</summary>
    public Locality? TeamOf(string code, DateOnly day)
    {
        List<string>? heirs = null;
        return TeamRow(code, day, ref heirs)?.Locality;
    }

    /// <summary>True when a line with this reach may mean a matter filed with a locality: under a code it had before the day of filing, or one of those that have succeeded it since.</summary>
    /// <param name="reach">Reach of the line.</param>
    /// <param name="code">Locality.</param>
    /// <param name="filed">Day of filing.</param>
    /// <param name="on">Day that is asked about.</param>
    public bool Reaches(Reach reach, string code, DateOnly filed, DateOnly on)
    {
        List<string>? heirs = null;
        return _places.TryGetValue(code, out var rows)
            && ((Standing(rows, filed) ?? rows[0]) is var place && (place.Names.Any(n => n.Gives(reach) || n.Takes(reach)) || reach.Covers(place.Locality))
                || (TeamRow(code, on, ref heirs) is { } team && team.Locality.Code != code && reach.Covers(team.Locality, heirs ?? team.Own.Codes, team.Own.Counties)));
    }

    /// <summary>Localities that ended and whose matters are a locality's or a county's on a day, because it succeeded them: those a locality took over, or those that moved in from another county.</summary>
    /// <param name="organ">Code of a locality or of a county.</param>
    /// <param name="day">Day.</param>
    public IReadOnlyList<string> CameOver(string organ, DateOnly day) =>
        [.. _succeeded.Where(old => TeamOf(old.Code, day) is { } team && team.Code != old.Code && (team.Code == organ || (team.County == organ && old.County != organ))).Select(old => old.Code).Distinct()];

    // Whom it was handed on to is written down where it was handed on more than once.
    private PlaceRow? TeamRow(string code, DateOnly day, ref List<string>? heirs)
    {
        string? first = null;
        for (var hops = 0; hops < 16 && _places.TryGetValue(code, out var rows); hops++)
        {
            if (Standing(rows, day) is { } standing)
            {
                return standing;
            }

            if (Array.Find(rows, r => r.Locality.To < day && r.Locality.Successor is not null) is not { Locality.Successor: { } heir })
            {
                return null;
            }

            code = heir;
            if (first is not null)
            {
                (heirs ??= [first]).Add(heir);
            }

            first ??= heir;
        }

        return null;
    }

    private static PlaceRow? Standing(PlaceRow[] rows, DateOnly day)
    {
        foreach (var row in rows)
        {
            if (row.Stands(day))
            {
                return row;
            }
        }

        return null;
    }

    private static Reason Succeeded(Locality place, Locality team) => new(
        new Text($"{place.Name.Zh}的未结事项由{team.Name.Zh}（{team.Code}）承继", $"open matters of {place.Name.En} go on with {team.Name.En} ({team.Code})", $"تستمر قضايا {place.Name.Ar} المفتوحة لدى {team.Name.Ar} ({team.Code})"));

    private Text NameOf(string code) => _places[code][0].Locality.Name;

    private static Reason FormerName(Text former, Locality now) => new(
        new Text(
            $"清单写的是{former.Zh}，它的职权由{now.Name.Zh}（{now.Code}）继续行使",
            $"the list names {former.En}, whose functions {now.Name.En} ({now.Code}) goes on with",
            $"القائمة تسمّي {former.Ar}، وتتابع {now.Name.Ar} ({now.Code}) مهامها"),
        "行政诉讼法 26");

    /// <summary>Towns that came together and had not the same: each with the paper by which it had the item or had it no longer.</summary>
    private Text InDoubt(Locality place, PowerDoubt doubt)
    {
        var (one, other) = (Side(doubt.One, doubt.OneLine, doubt.OneEnded), Side(doubt.Other, doubt.OtherLine, doubt.OtherEnded));
        return new Text(
            $"{place.Name.Zh}承继的镇街权限不同：{one.Zh}，{other.Zh}；没有清单写明现在由谁行使，由人决定，或者另行公布",
            $"those whom {place.Name.En} goes on from did not hold the same: {one.En}, {other.En}; no list says who holds it now; a person decides, or a line is published",
            $"لم تتساوَ صلاحيات من تخلفهم {place.Name.Ar}: {one.Ar}، {other.Ar}؛ ولا قائمة تذكر لمن هي الآن؛ يقرر شخص أو يُنشر سطر");

        Text Side(string code, Grant? line, Retrieval? ended)
        {
            var (name, paper) = (NameOf(code), line?.Instrument.Title ?? ended?.Instrument.Title ?? "");
            return line is not null ? new Text($"{name.Zh}（{code}）有《{paper}》", $"{name.En} ({code}) by {paper}", $"{name.Ar} ({code}) بموجب {paper}")
                : ended is not null ? new Text($"{name.Zh}（{code}）被《{paper}》收回", $"{name.En} ({code}) no longer since {paper}", $"{name.Ar} ({code}) استُرد بموجب {paper}")
                : new Text($"{name.Zh}（{code}）没有", $"{name.En} ({code}) not", $"{name.Ar} ({code}) لا");
        }
    }

    /// <summary>The department beside the locality may act too, and so may the organ that entrusted it; anybody else is told who may (Penalties arts. 17, 22).</summary>
    private PowerAnswer AskedBy(string organ, PowerAnswer answer, EnforcementItem row, Locality place, Agency? department)
    {
        // Nobody knows who may: then nobody is told that it may not.
        if (answer.Answer == Holding.Unknown)
        {
            return answer;
        }

        if (answer.Answer == Holding.Concurrent && department?.Code == organ)
        {
            return Own(Holding.Concurrent, department.Name);
        }

        // An organ that entrusts keeps its own power and answers for what is done with it (Penalties art. 20).
        if (answer.Source == PowerSource.Entrusted && answer.InNameOf == organ)
        {
            var name = answer.InNameOfName!;
            return Own(Holding.Department, name) with
            {
                Why =
                [
                    new Reason(
                        new Text($"{name.Zh}已委托{place.Organ.Zh}，自己仍可行使", $"{name.En} has entrusted {place.Organ.En} and may still act itself", $"وكّلت {name.Ar} {place.Organ.Ar} ولها أن تتصرف بنفسها"),
                        "行政处罚法 20"),
                    answer.Why[0],
                ],
            };
        }

        var asking = _places.TryGetValue(organ, out var rows) ? rows[0].Locality.Organ : organ.Split('-') is [var county, var kind] && AgencyOf(county, kind) is { } agency ? agency.Name : Text.Same(organ);
        return answer with
        {
            Why =
            [
                .. answer.Why,
                new Reason(
                    new Text($"{asking.Zh}在{place.Name.Zh}不行使这一事项", $"{asking.En} does not hold this item in {place.Name.En}", $"لا يتولى {asking.Ar} هذا البند في {place.Name.Ar}"),
                    "行政处罚法 17、22"),
            ],
        };

        PowerAnswer Own(Holding holding, Text name) => answer with
        {
            Answer = holding,
            Holder = organ,
            HolderName = name,
            HolderIsLocality = false,
            Source = PowerSource.Own,
            InNameOf = organ,
            InNameOfName = name,
            Instrument = row.LegalBasis,
            May = new Scope(true, Penalises(row), false, false),
            Kinds = row.PenaltyKinds.Words(),
        };
    }

    /// <summary>True when the catalogue has rows for the item.</summary>
    public bool Knows(ItemCode item) => _items.ContainsKey(item);

    private PowerAnswer Held(Grant line, EnforcementItem row, Locality place, Agency? department)
    {
        var entrusting = line.Source == PowerSource.Entrusted ? AgencyOf(place.County, line.InNameOf) ?? department : null;
        if (line.Source == PowerSource.Entrusted && entrusting is null)
        {
            return Undecided(row, new Text("委托书没有写明委托机关", "the letter of entrustment names no organ", "خطاب التوكيل لا يذكر الجهة الموكِّلة"), "行政处罚法 20");
        }

        // Measures may not be entrusted (Coercion art. 17), whatever a line says.
        var may = line.Source == PowerSource.Entrusted ? line.Scope with { Measures = false, Execution = false } : line.Scope;
        if (!Penalises(row))
        {
            may = may with { Penalise = false };
        }

        var certainty = (Certainty)Math.Min((int)line.Certainty, (int)row.Certainty);
        var why = new List<Reason> { LineReason(line, row, place) };
        if (line.Certainty != Certainty.Quoted)
        {
            why.Add(new Reason(new Text(
                $"清单归属系推定：{(line.Note.Length > 0 ? line.Note : "未见公布清单原文")}",
                $"membership of the list is derived: {(line.Note.Length > 0 ? line.Note : "the published list itself was not read")}",
                $"إدراج البند في القائمة مستنتج: {(line.Note.Length > 0 ? line.Note : "لم يُقرأ نص القائمة المنشورة")}")));
        }

        else if (line.Note.Length > 0)
        {
            why.Add(new Reason(new Text($"清单依据：{line.Note}", $"the list says: {line.Note}", $"تقول القائمة: {line.Note}")));
        }

        if (entrusting is not null)
        {
            why.Add(new Reason(new Text(
                $"以{entrusting.Name.Zh}名义作出，不得再委托，不得采取强制措施",
                $"done in the name of {entrusting.Name.En}; no further entrustment, no compulsory measures",
                $"يُتخذ باسم {entrusting.Name.Ar}؛ لا توكيل لاحق ولا تدابير قسرية"), "行政强制法 17"));
        }

        return new PowerAnswer(
            line.WithDepartment && department is not null ? Holding.Concurrent : Holding.Held,
            place.Code,
            place.Organ,
            true,
            line.Source,
            entrusting?.Code ?? place.Code,
            entrusting?.Name ?? place.Organ,
            line.Instrument.Title,
            may,
            (row.PenaltyKinds & may.Kinds).Words(),
            certainty,
            why);
    }

    private static Reason LineReason(Grant line, EnforcementItem row, Locality place)
    {
        var from = line.From is { } day ? $"{day:yyyy-MM-dd}" : "";
        return line.Source switch
        {
            PowerSource.Statutory => new Reason(
                new Text($"法律直接规定由{place.Organ.Zh}行使", $"the law itself names {place.Organ.En}", $"النص القانوني نفسه يسمّي {place.Organ.Ar}"),
                row.AuthorityRef.Length > 0 ? new Article(row.Law, row.AuthorityRef).Cite() : row.LegalBasis),
            PowerSource.Entrusted => new Reason(
                new Text($"依委托书《{line.Instrument.Title}》，自{from}起", $"under the letter of entrustment {line.Instrument.Title}, from {from}", $"بموجب خطاب التوكيل {line.Instrument.Title} اعتباراً من {from}"),
                "行政处罚法 20–21"),
            _ => new Reason(
                new Text($"赋权：{line.Instrument.Title}，自{from}起", $"granted by {line.Instrument.Title}, from {from}", $"مُنحت بموجب {line.Instrument.Title} اعتباراً من {from}"),
                "行政处罚法 24"),
        };
    }

    private PowerAnswer WithDepartment(PowerQuestion question, EnforcementItem row, Locality place, Agency? department, Retrieval? ended)
    {
        Reason first;
        var certainty = row.ListCertainty;
        if (ended is not null)
        {
            var day = ended.On is { } on ? $"{on:yyyy-MM-dd}" : "";
            first = new Reason(new Text(
                ended.On is null ? "事项已收回（来源未载日期），由区县部门行使" : $"事项已收回，{day}起由区县部门行使",
                ended.On is null ? "the item has been retrieved (the source gives no day); the county department acts" : $"the item was retrieved; from {day} the county department acts",
                ended.On is null ? "استُردّ البند (المصدر لا يذكر التاريخ) وتتولاه إدارة المقاطعة" : $"استُردّ البند، ومنذ {day} تتولاه إدارة المقاطعة"), ended.Instrument.Title);
            certainty = ended.Certainty;
        }
        else if (row.Holder == HolderRule.EntrustmentAgreement)
        {
            first = new Reason(new Text(
                "须有公布的委托书才由镇街行使；现无有效委托书",
                "the town acts only under a published letter of entrustment; none is in force",
                "لا تتصرف البلدية إلا بخطاب توكيل منشور ولا يوجد خطاب نافذ"), "行政处罚法 20–21");
            certainty = Certainty.Derived;
        }
        else if (row.Holder == HolderRule.TownOnly && place.Kind == LocalityKind.Subdistrict)
        {
            first = new Reason(new Text("条文只写乡镇，未写街道", "the article names towns and townships, not subdistricts", "النص يذكر البلدات والنواحي ولا يذكر الأحياء"), row.LegalBasis);
            certainty = Certainty.Derived;
        }
        else if (row.SourceType == "department")
        {
            first = new Reason(new Text("镇街清单没有这一事项，由主管部门行使", "not on the town list; the department in charge acts", "ليس في قائمة البلدية، وتتولاه الإدارة المختصة"), row.LegalBasis);
        }
        else
        {
            var next = _items[question.Item].Grants.Where(g => Reaches(g.Reach, place.Code, question.Filed, question.Filed) && g.From > question.Filed && !(g.Recorded > question.Known)).MinBy(g => g.From);
            first = next is null
                ? new Reason(new Text("没有赋权给该镇街", "not granted to this locality", "لم يُمنح لهذه البلدية"), "行政处罚法 24")
                : new Reason(new Text(
                    $"{next.From:yyyy-MM-dd}起才赋权", $"granted only from {next.From:yyyy-MM-dd}", $"مُنح اعتباراً من {next.From:yyyy-MM-dd} فقط"), next.Instrument.Title);
        }

        if (department is null)
        {
            return new PowerAnswer(Holding.Unknown, null, null, false, null, null, null, "", default, row.PenaltyKinds.Words(), Certainty.Unknown,
            [
                first,
                new Reason(new Text(
                    $"来源没有写明唯一的主管部门（{row.ResponsibleText}），由人决定",
                    $"no source names one department ({row.ResponsibleText}); a person decides",
                    $"لا مصدر يسمّي إدارة واحدة ({row.ResponsibleText})؛ يقرّر شخص")),
            ]);
        }

        // The department's own law lets it inspect and penalise; measures only where its text says so, which the packs do not yet record.
        return new PowerAnswer(Holding.Department, department.Code, department.Name, false, PowerSource.Own, department.Code, department.Name, "",
            new Scope(true, Penalises(row), false, false), row.PenaltyKinds.Words(), certainty, [first]);
    }

    private PowerAnswer NotStanding(Locality place, DateOnly day)
    {
        var heir = place.Successor is { } code && _places.TryGetValue(code, out var next) ? TeamOf(code, day) ?? next[0].Locality : null;
        var text = heir is null
            ? new Text($"{place.Name.Zh}在{day:yyyy-MM-dd}不存在", $"{place.Name.En} does not stand on {day:yyyy-MM-dd}", $"{place.Name.Ar} غير قائمة في {day:yyyy-MM-dd}")
            : new Text($"{place.Name.Zh}已由{heir.Name.Zh}（{heir.Code}）承继", $"{place.Name.En} was succeeded by {heir.Name.En} ({heir.Code})", $"خلفت {heir.Name.Ar} ({heir.Code}) {place.Name.Ar}");
        return new PowerAnswer(Holding.Nobody, null, null, false, null, null, null, "", default, [], Certainty.Quoted, [new Reason(text)]);
    }

    private static PowerAnswer NoRow(PowerQuestion question, EnforcementItem[] rows)
    {
        var first = rows.Min(r => r.ValidFrom ?? DateOnly.MinValue);
        var text = question.Act < first
            ? new Text($"{question.Act:yyyy-MM-dd}的法律文本未收录（最早{first:yyyy-MM-dd}）", $"the law of {question.Act:yyyy-MM-dd} was not read (earliest {first:yyyy-MM-dd})", $"لم يُقرأ نص القانون النافذ في {question.Act:yyyy-MM-dd} (أقدمه {first:yyyy-MM-dd})")
            : new Text($"{question.Act:yyyy-MM-dd}没有有效的规定", $"no rule is in force on {question.Act:yyyy-MM-dd}", $"لا قاعدة نافذة في {question.Act:yyyy-MM-dd}");
        return new PowerAnswer(Holding.Unknown, null, null, false, null, null, null, "", default, [], Certainty.Unknown, [new Reason(text)]);
    }

    private static PowerAnswer Undecided(EnforcementItem row, Text text, string article) =>
        new(Holding.Unknown, null, null, false, null, null, null, "", default, row.PenaltyKinds.Words(), Certainty.Unknown, [new Reason(text, article)]);

    private static bool Penalises(EnforcementItem row) => row.FineKind != FineKind.None || row.Warning != WarningPlace.None || row.Confiscation != Belongs.None;
}
