using System.Text.Json;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Store.LawPacks;

/// <summary>
/// Reads <c>counties.yaml</c>, <c>agencies.yaml</c>, <c>localities.csv</c> and <c>outlines.json</c>. Localities and outlines are a table and compact JSON, because
/// a thousand of them in YAML take longer to read than all the law. 区县、机关、镇街、轮廓
/// </summary>
internal static class PlaceTables
{
    private static readonly string[] LocalityColumns = ["code", "zh", "en", "ar", "kind", "county", "from", "to", "successor"];

    public static IReadOnlyList<County> Counties(YamlMap file)
    {
        var counties = file.Maps("counties").Select(m =>
        {
            var county = new County(m.Text("code"), m.Said("name"), m.Day("from"), m.Day("to"), m.Has("successor") ? m.Text("successor") : null);
            m.Done();
            return county.Code.Length == 6 && county.Code.All(char.IsAsciiDigit) ? county : throw m.Wrong($"'{county.Code}' is no county code", "write six digits");
        }).ToList();
        file.Done();
        return counties;
    }

    public static IReadOnlyList<AgencyKind> Agencies(YamlMap file)
    {
        var kinds = file.Maps("agencies").Select(m =>
        {
            var kind = new AgencyKind(m.Text("kind"), m.Said("name"), m.Words("texts"));
            m.Done();
            return kind;
        }).ToList();
        file.Done();
        return kinds;
    }

    public static IReadOnlyList<Locality> Localities(string file, string text)
    {
        var table = Csv.Read(file, text);
        if (!table.Columns.SequenceEqual(LocalityColumns))
        {
            throw new LawPackException(file, 1, $"the head is {string.Join(",", table.Columns)}", $"write {string.Join(",", LocalityColumns)}");
        }

        var localities = new List<Locality>(table.Rows.Count);
        foreach (var (line, cells) in table.Rows)
        {
            if (cells is not [{ Length: 9 } code, { Length: > 0 } zh, { Length: > 0 } en, { Length: > 0 } ar, var kind, { Length: 6 } county, var from, var to, var successor])
            {
                throw new LawPackException(file, line, "a cell is missing or a code has the wrong length", "give nine digits, three names, a kind and a county of six digits");
            }

            localities.Add(new Locality(
                code,
                new Text(zh, en, ar),
                Vocabulary.LocalityKinds.TryGetValue(kind, out var known) ? known : throw new LawPackException(file, line, $"'{kind}' is no kind of locality", $"write one of: {string.Join(", ", Vocabulary.LocalityKinds.Keys)}"),
                county,
                Day(file, line, from),
                Day(file, line, to),
                successor.Length > 0 ? successor : null));
        }

        return localities;
    }

    public static IReadOnlyList<Outline> Outlines(string file, byte[] json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new LawPackException(file, (int)(e.LineNumber ?? 0) + 1, "not JSON", "mend the line");
        }

        using (document)
        {
            var root = document.RootElement;
            if (!root.TryGetProperty("schematic", out var schematic) || !root.TryGetProperty("source", out _) || !root.TryGetProperty("outlines", out var all))
            {
                throw new LawPackException(file, 1, "'schematic', 'source' or 'outlines' is missing", "add it: a shape whose standing is not said may stop nobody and convince nobody");
            }

            var outlines = new List<Outline>();
            foreach (var place in all.EnumerateObject())
            {
                var rings = new List<IReadOnlyList<Point>>();
                foreach (var ring in place.Value.EnumerateArray())
                {
                    // A ring is longitude, latitude, longitude, latitude …; the first point is not repeated.
                    var points = new Point[ring.GetArrayLength() / 2];
                    var at = 0;
                    var longitude = 0.0;
                    foreach (var number in ring.EnumerateArray())
                    {
                        if (at % 2 == 0)
                        {
                            longitude = number.GetDouble();
                        }
                        else
                        {
                            points[at / 2] = new Point(number.GetDouble(), longitude);
                        }

                        at++;
                    }

                    if (at < 6 || at % 2 == 1)
                    {
                        throw new LawPackException(file, 1, $"a ring of {place.Name} has {at} numbers", "give at least three points, each longitude then latitude");
                    }

                    rings.Add(points);
                }

                outlines.Add(new Outline(place.Name, rings, schematic.GetBoolean()));
            }

            return outlines;
        }
    }

    private static DateOnly? Day(string file, int line, string cell) =>
        cell.Length == 0 ? null
        : YamlText.TryDay(cell, out var day) ? day
        : throw new LawPackException(file, line, $"'{cell}' is not a day", YamlText.NoDay);
}
