#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:project ../src/Wardmote.Store/Wardmote.Store.csproj

// Writes the imported parts of law/cn and law/cn-50 from the gathered domain material:
//
//     dotnet run scripts/import-domain.cs -- ../shared law
//
// The same material always gives the same bytes. Files written by hand (pack.yaml, periods, thresholds, fences, agencies, doors, titles-ar) are read, never written.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wardmote.Store.LawPacks;

if (args is not [var shared, var law])
{
    Console.Error.WriteLine("usage: dotnet run scripts/import-domain.cs -- SHARED LAW");
    return 2;
}

const string Checked = "2026-11-22T00:00:00+08:00";
const string Head = "# Written by scripts/import-domain.cs; change the source or the script, not this file.\n";
var cn = Path.Combine(law, "cn");
var cq = Path.Combine(law, "cn-50");

Rules();
TransitionRows();
Calendar();
var items = Table("domain/items.csv");
var departments = Table("domain/department_items.csv");
var agencies = AgencyTexts();
Items(items, "items");
Items(departments, "department-items");
Grants();
Retrievals();
Lists();
Counties();
Localities();
Outlines();
return 0;

Csv Table(string path) => Csv.Read(path, File.ReadAllText(Path.Combine(shared, path)));

void Write(string path, string text)
{
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text, new UTF8Encoding(false));
    Console.Error.WriteLine($"wrote {path}");
}

// Plain where YAML reads it back unchanged, else in double quotes.
static string Q(string value)
{
    var plain = value.Length > 0
        && !" -?:,[]{}#&*!|>'\"%@`".Contains(value[0], StringComparison.Ordinal)
        && !value.EndsWith(' ') && !value.EndsWith(':')
        && value.IndexOfAny([',', '[', ']', '{', '}', '"', '\n', '\\']) < 0
        && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal)
        && !decimal.TryParse(value, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        && !double.TryParse(value, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
        && value is not ("true" or "false" or "yes" or "no" or "null" or "~" or "on" or "off");
    return plain ? value : "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

static string Flow(params (string Key, string? Value)[] pairs) =>
    "{" + string.Join(", ", pairs.Where(p => p.Value is not null).Select(p => $"{p.Key}: {p.Value}")) + "}";

static string? Unless(string value, string empty = "") => value == empty ? null : Q(value);

void Rules()
{
    var table = Table("domain/rules.csv");
    var text = new StringBuilder(Head).Append("rules:\n");
    foreach (var (_, row) in table.Rows)
    {
        string C(string column) => table.Cell(row, column);
        text.Append("  - ").Append(Flow(
            ("id", Q(C("rule_id"))), ("topic", Q(C("topic"))), ("level", Q(C("engine_level"))), ("condition", Q(C("condition"))), ("limit", Unless(C("limit_or_deadline"))),
            ("unit", Unless(C("unit"))), ("consequence", Unless(C("consequence"))), ("basis", Q(C("legal_basis"))))).Append('\n');
    }

    Write(Path.Combine(cn, "rules.yaml"), text.ToString());
}

void TransitionRows()
{
    var table = Table("domain/states.csv");
    var text = new StringBuilder(Head).Append("transitions:\n");
    foreach (var (_, row) in table.Rows)
    {
        string C(string column) => table.Cell(row, column);
        text.Append("  - ").Append(Flow(
            ("from", Q(C("from"))), ("event", Q(C("event"))), ("to", Q(C("to"))), ("guard", Unless(C("guard"))), ("deadline", Unless(C("deadline"))), ("actor", Unless(C("actor"))),
            ("document", Unless(C("document"))))).Append('\n');
    }

    Write(Path.Combine(cn, "transitions.yaml"), text.ToString());
}

void Calendar()
{
    var table = Table("domain/calendar-cn.csv");
    var years = table.Rows.Select(r => table.Cell(r.Cells, "date")[..4]).Distinct().ToList();
    var text = new StringBuilder(Head)
        .Append("# Days off and weekend days worked, from the State Council's yearly notices. Later days count weekends only and are provisional.\n")
        .Append(CultureInfo.InvariantCulture, $"source: 国务院办公厅关于部分节假日安排的通知（2023–{years[^1]}年）；domain/calendar-cn.csv\n")
        .Append(CultureInfo.InvariantCulture, $"known_until: {years[^1]}-12-31\ndays:\n");
    foreach (var (_, row) in table.Rows)
    {
        var worked = table.Cell(row, "kind") switch
        {
            "make_up_workday" => "true",
            "holiday" => "false",
            var kind => throw new InvalidOperationException($"calendar: unknown kind {kind}"),
        };
        text.Append("  - ").Append(Flow(("day", table.Cell(row, "date")), ("worked", worked), ("name", Q(table.Cell(row, "name_zh"))))).Append('\n');
    }

    Write(Path.Combine(cn, "calendar.yaml"), text.ToString());
}

// The words that mean an agency are law, so they lie in agencies.yaml; the pack's own reader reads them.
Dictionary<string, string> AgencyTexts() =>
    LawReader.ReadAgencies(cq).SelectMany(k => (k.Texts ?? []).Select(t => (t, k.Kind))).ToDictionary(p => p.t, p => p.Kind);

void Items(Csv table, string folder)
{
    Directory.CreateDirectory(Path.Combine(cq, folder));
    foreach (var stale in Directory.GetFiles(Path.Combine(cq, folder), "*.yaml"))
    {
        File.Delete(stale);
    }

    foreach (var prefix in table.Rows.GroupBy(r => table.Cell(r.Cells, "code").Split('-')[0]))
    {
        var text = new StringBuilder(Head).Append("items:\n");
        foreach (var (_, row) in prefix)
        {
            Item(text, column => table.Columns.Contains(column) ? table.Cell(row, column) : "");
        }

        Write(Path.Combine(cq, folder, prefix.Key + ".yaml"), text.ToString());
    }
}

void Item(StringBuilder text, Func<string, string> c)
{
    void Line(string key, string? value)
    {
        if (value is not null)
        {
            text.Append("    ").Append(key).Append(": ").Append(value).Append('\n');
        }
    }

    string? Range(string min, string max) => c(min).Length == 0 ? null : $"[{c(min)}, {c(max)}]";
    static string List(string words) => "[" + string.Join(", ", words.Split('+', StringSplitOptions.RemoveEmptyEntries)) + "]";

    text.Append("  - code: ").Append(c("code")).Append('\n');
    Line("title", Flow(("zh", Q(c("title_zh"))), ("en", Q(c("title_en")))));
    Line("source_type", c("source_type"));
    Line("field", Q(c("domain_department")));
    Line("holder", c("holder"));
    Line("agency", agencies.TryGetValue(c("responsible_after_retrieval"), out var kind) ? kind : null);
    Line("responsible", Q(c("responsible_after_retrieval")));
    Line("responsible_en", Unless(c("responsible_department_en")));
    Line("law", Unless(c("law")));
    Line("legal_basis", Unless(c("legal_basis")));
    Line("conduct", Unless(c("conduct_ref")));
    Line("penalty", Unless(c("penalty_ref")));
    Line("authority", Unless(c("authority_ref")));
    Line("valid", c("valid_from").Length + c("valid_to").Length == 0 ? null : Flow(("from", Empty(c("valid_from"))), ("to", Empty(c("valid_to")))));
    Line("addressee", c("party"));
    Line("precondition", Unless(c("precondition"), "none"));
    Line("fine", c("kind"));
    Line("fine_optional", c("fine_optional") switch { "yes" => "true", "no" => "false", _ => null });
    Line("individual", Range("individual_min", "individual_max"));
    Line("entity", Range("entity_min", "entity_max"));
    Line("factor", Range("factor_min", "factor_max"));
    Line("factor_unit", Unless(c("factor_unit")));
    Line("factor_base", Unless(c("factor_base")));
    Line("warning", Unless(c("warning"), "none"));
    Line("confiscation", Unless(c("confiscation"), "none"));
    Line("other_measures", Unless(c("other_measures")));
    Steps(text, c("tiers_json"));
    Line("steps_text", Unless(c("discretion_tiers")));
    Line("ceiling", c("individual_ceiling").Length + c("entity_ceiling").Length == 0 ? null : Flow(("individual", Empty(c("individual_ceiling"))), ("entity", Empty(c("entity_ceiling")))));
    Line("summary_possible_for", c("simple_procedure_possible_for").Length == 0 ? null : List(c("simple_procedure_possible_for")));
    Line("hearing_reachable_for", c("hearing_threshold_reachable_for").Length == 0 ? null : List(c("hearing_threshold_reachable_for")));
    Line("certainty", c("certainty"));
    var (word, note) = Membership(c("list_membership_certainty"));
    Line("list", Flow(("certainty", word), ("note", Unless(note))));
    Line("source", Unless(c("source")));
    Line("overlaps", Unless(c("overlaps")));
    Line("old_law", Unless(c("old_law_before_2026_08_15")));
    Line("notes", Unless(c("notes")));
    Line("hotline", c("hotline_category_en").Length == 0 ? null : Flow(("category", c("hotline_category_en")), ("zh", Q(c("hotline_category_zh")))));
}

static string? Empty(string value) => value.Length == 0 ? null : value;

// A step without a new sum stands as 0–0 in the source; here it simply has no range.
static void Steps(StringBuilder text, string json)
{
    if (json.Length == 0)
    {
        return;
    }

    text.Append("    steps:\n");
    using var steps = JsonDocument.Parse(json);
    foreach (var step in steps.RootElement.EnumerateArray())
    {
        string S(string key) => step.TryGetProperty(key, out var value) ? value.GetString()! : "";
        var fine = S("kind");
        var range = fine is "none" or "unquantified" ? null : $"[{step.GetProperty("min").GetRawText()}, {step.GetProperty("max").GetRawText()}]";
        text.Append("      - ").Append(Flow(("when", Q(S("when"))), ("who", S("who")), ("fine", fine), ("range", range), ("base", Unless(S("base"))), ("measure", Unless(S("measure"))))).Append('\n');
    }
}

// "quoted: words" → (quoted, words); "quoted (truncated): words" keeps its bracket.
static (string Word, string Note) Membership(string cell)
{
    var word = cell.StartsWith("quoted", StringComparison.Ordinal) ? "quoted" : cell.StartsWith("derived", StringComparison.Ordinal) ? "derived" : throw new InvalidOperationException($"list membership: {cell}");
    var rest = cell[word.Length..];
    return (word, rest.StartsWith(": ", StringComparison.Ordinal) ? rest[2..] : rest.TrimStart());
}

IEnumerable<string[]> NewestRows() => items.Rows.Select(r => r.Cells).GroupBy(r => items.Cell(r, "code")).Select(g => g.MaxBy(r => items.Cell(r, "valid_from"), StringComparer.Ordinal)!);

void Grants()
{
    var text = new StringBuilder(Head)
        .Append("# Empowered: the reform was in force in 1,031 towns from 2024-01-01 (渝府办发〔2023〕74号). Penalty only: inspection and measures are denied unless the list line\n")
        .Append("# and the item's law both say so (R-COMP-06). Statutory: the law itself names the town. Entrusted items have no line: no letter is known.\n")
        .Append("recorded: ").Append(Checked).Append('\n')
        .Append("instruments:\n")
        .Append("  cq-2023-74: ").Append(Flow(("title", Q("渝府办发〔2023〕74号")), ("issuer", Q("重庆市人民政府办公厅")), ("source", Q("e47e47.com tid=289956 ; cqkz.gov.cn t20231213_12698154 ; zhenguoke.com -dy-article-JQ9B1EOR05346936")))).Append('\n')
        .Append("  qijiang-2025-34: ").Append(Flow(("title", Q("綦江府办〔2025〕34号")), ("issuer", Q("重庆市綦江区人民政府办公室")), ("source", Q("standards/chongqing-authority-lists.yaml ; http://www.cqqj.gov.cn/zwgk_159/zfxxgkml/zcwj/qtwj/202507/t20250711_14809713.html")))).Append('\n')
        .Append("grants:\n");
    foreach (var row in NewestRows())
    {
        string C(string column) => items.Cell(row, column);
        var code = C("code");
        var (word, note) = Membership(C("list_membership_certainty"));
        switch (C("source_type"))
        {
            case "empowered":
                text.Append("  - ").Append(Flow(
                    ("id", $"cq-2024-{code}"), ("item", code), ("source", "empowered"), ("reach", "{regions: [\"500000\"]}"), ("may", "[penalise]"), ("from", "2024-01-01"),
                    ("instrument", "cq-2023-74"), ("certainty", word), ("note", Unless(note)))).Append('\n');
                break;
            case "statutory":
                var townsOnly = C("holder") == "town_only";
                var reach = townsOnly ? "{regions: [\"500000\"], towns_only: true}" : "{regions: [\"500000\"]}";
                var beside = C("responsible_after_retrieval") == "县级林业主管部门或乡镇人民政府" ? "true" : null;
                text.Append("  - ").Append(Flow(
                    ("id", $"law-{code}"), ("item", code), ("source", "statutory"), ("reach", reach), ("may", StatutoryScope(code, C("kind"))), ("with_department", beside),
                    ("instrument", Flow(("title", Q(C("legal_basis"))), ("source", Q(C("source"))))), ("certainty", word), ("note", Unless(note)))).Append('\n');
                break;
        }
    }

    text.Append("  # Qijiang's own list (2025), row 1: penalty and the inspection that belongs to it; the coercion it mentions finds no measure in the item's law.\n")
        .Append("  - ").Append(Flow(
            ("id", "qijiang-2025-NY-001"), ("item", "NY-001"), ("source", "empowered"), ("reach", "{regions: [\"500110\"]}"), ("may", "[inspect, penalise]"), ("from", "2025-07-01"),
            ("instrument", "qijiang-2025-34"), ("certainty", "quoted"), ("note", Q("行政处罚权以及与其行政处罚权有关的行政检查、行政强制措施（清单第1项）")))).Append('\n');
    Write(Path.Combine(cq, "grants.yaml"), text.ToString());
}

// The scope is what the article naming the town says: a penalty where it has one, inspection in Work Safety Law art. 9(2), demolition in Planning Law art. 65 and Chongqing's art. 49(3).
static string StatutoryScope(string code, string kind) => code switch
{
    "QT-001" => "[inspect]",
    "GH-001" or "GH-002" => "[execution]",
    _ => kind == "none" ? "[]" : "[penalise]",
};

void Retrievals()
{
    var text = new StringBuilder(Head)
        .Append("# The article names the category of the 70 retrieved items, no day and no list: what was held before is unknown.\n")
        .Append("recorded: ").Append(Checked).Append('\n').Append("retrievals:\n");
    foreach (var row in NewestRows().Where(r => items.Cell(r, "source_type") == "retrieved"))
    {
        var code = items.Cell(row, "code");
        text.Append("  - ").Append(Flow(
            ("id", $"cq-retrieved-{code}"), ("item", code), ("reach", "{regions: [\"500000\"]}"), ("transition", "none"),
            ("instrument", Flow(("title", Q("报道所称收回70项（清单未见）")), ("source", Q("domain/items.csv")))), ("certainty", "derived"),
            ("note", Q(Membership(items.Cell(row, "list_membership_certainty")).Note)))).Append('\n');
    }

    Write(Path.Combine(cq, "retrievals.yaml"), text.ToString());
}

// Four published county lists, as far as their notices could be read. They carry the transition clause; which items stand on them was not read.
void Lists()
{
    var found = File.ReadAllLines(Path.Combine(shared, "standards/chongqing-authority-lists.yaml")).Where(l => l.StartsWith("- {region", StringComparison.Ordinal)).ToList();
    var counties = Table("geo/chongqing-counties.csv");
    var web = new Dictionary<string, string>
    {
        ["綦江区"] = " ; http://www.cqqj.gov.cn/zwgk_159/zfxxgkml/zcwj/qtwj/202507/t20250711_14809713.html",
        ["长寿区"] = " ; http://cqcs.gov.cn/zwgk_164/zcwj_1/qtwj_1/202311/t20231130_12630751.html",
    };
    var text = new StringBuilder(Head).Append("lists:\n");
    foreach (var line in found)
    {
        string Of(string key)
        {
            var at = line.IndexOf($" {key}: ", StringComparison.Ordinal);
            at = at < 0 ? line.IndexOf($"{{{key}: ", StringComparison.Ordinal) : at;
            if (at < 0)
            {
                return "";
            }

            var from = at + key.Length + 3;
            var end = line.IndexOf(", ", from, StringComparison.Ordinal);
            return line[from..(end < 0 ? line.Length : end)].TrimEnd('}', ',', ' ');
        }

        var county = counties.Rows.Select(r => r.Cells).First(r => counties.Cell(r, "name_zh") == Of("region"));
        var clause = Of("transition");
        text.Append("  - ").Append(Flow(
            ("county", Q(counties.Cell(county, "code"))), ("title", Unless(Of("title"))), ("number", Unless(Of("doc"))), ("from", Of("from").Length > 0 ? Of("from") : Of("grant_from")),
            ("repeals", Unless(Of("repeals"))), ("basis", Unless(Of("basis"))), ("transition", clause.Length > 0 ? "filed_before_stays" : "none"), ("clause", Unless(clause)),
            ("source", Q("standards/chongqing-authority-lists.yaml" + web.GetValueOrDefault(Of("region"), ""))))).Append('\n');
    }

    Write(Path.Combine(cq, "lists.yaml"), text.ToString());
}

void Counties()
{
    var table = Table("geo/chongqing-counties.csv");
    var text = new StringBuilder(Head).Append("# National Bureau of Statistics, 2023 list (cut-off 2023-06-30), by way of china-division 2.7.0. Arabic: the kind in Arabic and the romanised name.\n").Append("counties:\n");
    foreach (var (_, row) in table.Rows)
    {
        var english = table.Cell(row, "name_en");
        var arabic = table.Cell(row, "kind") switch
        {
            "district" => "منطقة " + english.Replace(" District", "", StringComparison.Ordinal),
            "county" => "مقاطعة " + english.Replace(" County", "", StringComparison.Ordinal),
            "autonomous_county" => "مقاطعة " + english.Replace(" Autonomous County", "", StringComparison.Ordinal) + " الذاتية الحكم",
            var kind => throw new InvalidOperationException($"counties: unknown kind {kind}"),
        };
        text.Append("  - ").Append(Flow(("code", Q(table.Cell(row, "code"))), ("name", Flow(("zh", Q(table.Cell(row, "name_zh"))), ("en", Q(english)), ("ar", Q(arabic)))))).Append('\n');
    }

    Write(Path.Combine(cq, "counties.yaml"), text.ToString());
}

void Localities()
{
    var table = Table("geo/chongqing-towns.csv");
    var text = new StringBuilder("code,zh,en,ar,kind,county,from,to,successor\n");
    foreach (var (_, row) in table.Rows)
    {
        var kind = table.Cell(row, "kind");
        var english = table.Cell(row, "name_en");
        var (ending, arabic) = kind switch
        {
            "subdistrict" => (" Subdistrict", "حي "),
            "town" => (" Town", "بلدة "),
            "township" => (" Township", "ناحية "),
            "ethnic_township" => (" Ethnic Township", "ناحية قومية "),
            _ => throw new InvalidOperationException($"towns: unknown kind {kind}"),
        };
        text.Append(CultureInfo.InvariantCulture, $"{table.Cell(row, "code")},{table.Cell(row, "name_zh")},{english},{arabic}{english.Replace(ending, "", StringComparison.Ordinal)},{kind},{table.Cell(row, "county_code")},,,\n");
    }

    Write(Path.Combine(cq, "localities.csv"), text.ToString());
}

void Outlines()
{
    using var shapes = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "geo/chongqing-towns-SYNTHETIC.geojson")));
    var text = new StringBuilder("{\"schematic\":true,\n\"source\":\"invented cells inside simplified county shapes (ECharts 4.9.0, Apache-2.0); real names and codes; NOT real boundaries\",\n\"outlines\":{\n");
    var first = true;
    foreach (var feature in shapes.RootElement.GetProperty("features").EnumerateArray())
    {
        var geometry = feature.GetProperty("geometry");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [geometry.GetProperty("coordinates")] : geometry.GetProperty("coordinates").EnumerateArray().ToArray();
        var rings = polygons.SelectMany(p => p.EnumerateArray()).Select(ring =>
        {
            var points = ring.EnumerateArray().Select(p => (X: Round(p[0]), Y: Round(p[1]))).ToList();
            if (points[0] == points[^1])
            {
                points.RemoveAt(points.Count - 1);
            }

            return "[" + string.Join(",", points.Select(p => $"{p.X},{p.Y}")) + "]";
        });
        text.Append(first ? "" : ",\n").Append(CultureInfo.InvariantCulture, $"\"{feature.GetProperty("properties").GetProperty("code").GetString()}\":[{string.Join(",", rings)}]");
        first = false;
    }

    Write(Path.Combine(cq, "outlines.json"), text.Append("\n}}\n").ToString());

    static string Round(JsonElement number) => Math.Round(number.GetDecimal(), 4).ToString("0.####", CultureInfo.InvariantCulture);
}
