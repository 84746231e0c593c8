using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;
using Text = Wardmote.Law.Text;

namespace Wardmote.Store.LawPacks;

/// <summary>
/// Reads law packs from their folders: strictly. An unknown file or key, a missing key, a bad day or a word that stands twice is an error that names file and line;
/// nothing is skipped, because a line of law that was skipped is a power that somebody has or lacks. 法律包读取
/// </summary>
public static class LawReader
{
    private static readonly string[] TopFiles =
    [
        "pack.yaml", "rules.yaml", "transitions.yaml", "periods.yaml", "thresholds.yaml", "calendar.yaml", "fences.yaml", "doors.yaml", "titles-ar.yaml",
        "grants.yaml", "retrievals.yaml", "lists.yaml", "counties.yaml", "agencies.yaml", "localities.csv", "outlines.json",
    ];

    private static readonly Regex Revisable = new(@"^(grants|retrievals|lists)\.yaml$|^(items|standards)/[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\.yaml$", RegexOptions.NonBacktracking);

    private static readonly string[] LawFolders = ["items", "department-items", "standards"];

    /// <summary>Reads one pack. <paramref name="folder"/> holds its <c>pack.yaml</c>; the packs it inherits are looked for beside it, for their agency kinds.</summary>
    public static LawPack Read(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (!File.Exists(Path.Combine(folder, "pack.yaml")))
        {
            throw new LawPackException($"{name}/pack.yaml", 1, "the file is missing", "a pack begins with pack.yaml (id, title, region, revision)");
        }

        RefuseStrangeFiles(folder, name);
        var pack = Open(folder, name, "pack.yaml")!;
        var id = pack.Text("id");
        if (id != name)
        {
            throw pack.Wrong($"the pack calls itself '{id}' and lies in '{name}'", "give folder and id one name");
        }

        var inherits = pack.Words("inherits");
        var own = Open(folder, name, "agencies.yaml") is { } agencies ? PlaceTables.Agencies(agencies) : [];
        var kinds = own.Select(k => k.Kind).Concat(InheritedKinds(folder, inherits)).ToHashSet();
        var arabic = Arabic(Open(folder, name, "titles-ar.yaml"));
        var published = pack.Moment("published");
        var read = new LawPack
        {
            Id = id,
            Title = pack.Said("title"),
            Region = pack.Text("region"),
            Inherits = inherits,
            Fictional = pack.Flag("fictional"),
            Revision = pack.Text("revision"),
            Digest = DigestOf(folder),
            AgencyKinds = own,
            Items = [.. new[] { "items", "department-items" }.SelectMany(f => Files(folder, f)).SelectMany(f => ItemRows.Read(Parse(folder, name, f), arabic, kinds))],
            Grants = Open(folder, name, "grants.yaml") is { } grants ? PowerLines.Grants(grants, published) : [],
            Retrievals = Open(folder, name, "retrievals.yaml") is { } retrievals ? PowerLines.Retrievals(retrievals, published) : [],
            Lists = Open(folder, name, "lists.yaml") is { } lists ? PowerLines.Lists(lists) : [],
            Counties = Open(folder, name, "counties.yaml") is { } counties ? PlaceTables.Counties(counties) : [],
            Localities = File.Exists(Path.Combine(folder, "localities.csv")) ? PlaceTables.Localities($"{name}/localities.csv", File.ReadAllText(Path.Combine(folder, "localities.csv"))) : [],
            Outlines = File.Exists(Path.Combine(folder, "outlines.json")) ? PlaceTables.Outlines($"{name}/outlines.json", File.ReadAllBytes(Path.Combine(folder, "outlines.json"))) : [],
            Rules = Open(folder, name, "rules.yaml") is { } rules ? ProcedureTables.Rules(rules) : [],
            Transitions = Open(folder, name, "transitions.yaml") is { } transitions ? ProcedureTables.Transitions(transitions) : [],
            Periods = Open(folder, name, "periods.yaml") is { } periods ? ProcedureTables.Periods(periods) : [],
            Thresholds = Open(folder, name, "thresholds.yaml") is { } thresholds ? ProcedureTables.Thresholds(thresholds) : [],
            Fences = Open(folder, name, "fences.yaml") is { } fences ? ProcedureTables.Fences(fences) : [],
            Doors = Open(folder, name, "doors.yaml") is { } doors ? ProcedureTables.Doors(doors) : [],
            Standards = [.. Files(folder, "standards").Select(f => StandardFiles.Read(Parse(folder, name, f), $"{name}/{f}"))],
            Calendar = Open(folder, name, "calendar.yaml") is { } calendar ? ProcedureTables.Calendar(calendar) : null,
        };
        pack.Done();
        Twice([read], p => p.Rules.Select(r => r.Id), "rule", "rules.yaml");
        Twice([read], p => p.Periods.Select(Named), "period", "periods.yaml");
        Twice([read], p => p.Fences.Select(Named), "fence", "fences.yaml");
        Twice([read], p => p.Doors.Select(r => r.Kind), "door", "doors.yaml");
        Twice([read], p => p.AgencyKinds.Select(r => r.Kind), "agency kind", "agencies.yaml");
        Twice([read], p => p.Thresholds.Select(Named), "threshold", "thresholds.yaml");
        return read;

        // Several rows may set one thing, each from another day.
        static string Named(IDated row) => row.From is { } from ? $"{row.Id} of {from:yyyy-MM-dd}" : row.Id;
    }

    /// <summary>Only the kinds of agency of a pack, for the script that imports its items.</summary>
    public static IReadOnlyList<AgencyKind> ReadAgencies(string folder) =>
        PlaceTables.Agencies(Parse(folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), "agencies.yaml"));

    /// <summary>Reads the files of a revision as a pack that lies over <paramref name="law"/>. Its ids are new; a standard may carry the id of the one it takes the place of.</summary>
    public static LawPack ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law)
    {
        foreach (var file in files)
        {
            if (!Revisable.IsMatch(file.Path))
            {
                throw new LawPackException(file.Path, 1, "no such file belongs to a revision", "known are: grants.yaml, retrievals.yaml, lists.yaml, items/NAME.yaml, standards/NAME.yaml");
            }
        }

        if (files.GroupBy(f => f.Path).FirstOrDefault(g => g.Count() > 1) is { Key: { } twice })
        {
            throw new LawPackException(twice, 1, "the file stands twice", "keep one of them");
        }

        if (files.Count == 0)
        {
            throw new LawPackException("grants.yaml", 1, "the revision changes nothing", "add a file");
        }

        var kinds = law.AgencyKinds.Select(k => k.Kind).ToHashSet();
        YamlMap? Open(string path) => files.FirstOrDefault(f => f.Path == path) is { } file ? YamlPiece.Document(path, file.Text) : null;
        IEnumerable<(string Path, YamlMap Map)> In(string folder) =>
            files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => (f.Path, YamlPiece.Document(f.Path, f.Text)));
        var pack = new LawPack
        {
            Id = Revision.TagOf(revision).ToString(),
            Title = title,
            Region = region,
            Fictional = law.Packs.Any(p => p.Fictional && RegionCode.Reaches(p.Region, region)),
            Revision = Revision.LabelOf(region, recorded, Revision.DigestOf(files)),
            Digest = Revision.DigestOf(files),
            Grants = Open("grants.yaml") is { } grants ? PowerLines.Grants(grants, recorded) : [],
            Retrievals = Open("retrievals.yaml") is { } retrievals ? PowerLines.Retrievals(retrievals, recorded) : [],
            Lists = Open("lists.yaml") is { } lists ? PowerLines.Lists(lists) : [],
            Items = [.. In("items/").SelectMany(f => ItemRows.Read(f.Map, new Dictionary<string, string>(), kinds))],
            Standards = [.. In("standards/").Select(f => StandardFiles.Read(f.Map, f.Path))],
        };
        Twice([.. law.Packs, pack], p => p.Grants.Select(g => g.Id), "grant", "grants.yaml");
        Twice([.. law.Packs, pack], p => p.Retrievals.Select(r => r.Id), "retrieval", "retrievals.yaml");
        Twice([.. law.Packs, pack], p => p.Items.Select(i => $"{i.Code} of {i.ValidFrom:yyyy-MM-dd}"), "item row", "items");
        Twice([pack], p => p.Standards.Select(s => s.Id), "standard", "standards");
        return pack;
    }

    /// <summary>Reads every pack under <paramref name="lawRoot"/> and joins them, nearest first; fictional packs stand last among their equals, so that none of their settings reaches a real place.</summary>
    public static LawInForce ReadInstalled(string lawRoot)
    {
        if (!Directory.Exists(lawRoot))
        {
            throw new LawPackException(lawRoot, 1, "there is no such folder", "name the folder that holds the packs (law/)");
        }

        var folders = Directory.GetDirectories(lawRoot).Where(d => File.Exists(Path.Combine(d, "pack.yaml"))).Order(StringComparer.Ordinal).ToList();
        if (folders.Count == 0)
        {
            throw new LawPackException(lawRoot, 1, "no pack lies here", "each pack is a folder with a pack.yaml");
        }

        var packs = new LawPack[folders.Count];
        try
        {
            Parallel.For(0, folders.Count, i => packs[i] = Read(folders[i]));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<LawPackException>().MinBy(x => x.File, StringComparer.Ordinal) is { } first)
        {
            throw first;
        }

        return Joined(packs);
    }

    /// <summary>Reads a pack together with the packs it inherits, for checking it alone.</summary>
    public static LawInForce ReadWithInherited(string folder)
    {
        var pack = Read(folder);
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder)) ?? ".";
        var packs = new Dictionary<string, LawPack> { [pack.Id] = pack };
        var open = new Queue<string>(pack.Inherits);
        while (open.TryDequeue(out var id))
        {
            if (!packs.ContainsKey(id))
            {
                packs[id] = Read(Path.Combine(parent, id));
                packs[id].Inherits.ToList().ForEach(open.Enqueue);
            }
        }

        return Joined([.. packs.Values]);
    }

    private static LawInForce Joined(IReadOnlyList<LawPack> packs)
    {
        var byId = new Dictionary<string, LawPack>();
        foreach (var pack in packs)
        {
            byId.Add(pack.Id, pack);
        }

        foreach (var pack in packs)
        {
            foreach (var id in pack.Inherits.Where(id => !byId.ContainsKey(id)))
            {
                throw new LawPackException($"{pack.Id}/pack.yaml", 1, $"it inherits '{id}', which is not installed", "install that pack beside it");
            }
        }

        Twice(packs, p => p.Localities.Select(l => l.From is { } from ? $"{l.Code} of {from:yyyy-MM-dd}" : l.Code), "locality", "localities.csv");
        Twice(packs, p => p.Counties.Select(c => c.Code), "county", "counties.yaml");
        Twice(packs, p => p.Grants.Select(g => g.Id), "grant", "grants.yaml");
        Twice(packs, p => p.Retrievals.Select(r => r.Id), "retrieval", "retrievals.yaml");
        Twice(packs, p => p.Standards.Select(s => s.Id), "standard", "standards");
        Twice(packs, p => p.Items.Select(i => $"{i.Code} of {i.ValidFrom:yyyy-MM-dd}"), "item row", "items");
        foreach (var same in packs.SelectMany(p => p.AgencyKinds.Select(k => (p.Id, Kind: k))).GroupBy(k => k.Kind.Kind))
        {
            if (same.FirstOrDefault(k => k.Kind.Name != same.First().Kind.Name) is { Id: { } other } && other != same.First().Id)
            {
                throw new LawPackException($"{other}/agencies.yaml", 1, $"the agency kind {same.Key} has another name than in {same.First().Id}", "give it the same name, or a code of its own");
            }
        }

        var law = new LawInForce([.. packs.OrderByDescending(p => Depth(p, byId, 0)).ThenBy(p => p.Fictional).ThenBy(p => p.Id, StringComparer.Ordinal)]);
        RefuseSofter(law);
        return law;
    }

    /// <summary>
    /// A pack may set a fence of its own strength over the one below, unless a statute stands behind that one: what the statute asks, nobody nearer may ask less of. Compared along the packs that
    /// reach the pack's own region; what another county sets is no law here.
    /// </summary>
    private static void RefuseSofter(LawInForce law)
    {
        string[] modes = ["record", "caution", "stop"];
        foreach (var fences in law.Packs.Select(p => p.Region).Distinct().SelectMany(r => law.At(r).Packs.SelectMany(p => p.Fences.Select(f => (Pack: p.Id, Fence: f))).GroupBy(f => f.Fence.Id)))
        {
            foreach (var ((pack, upper), (below, lower)) in
                from upper in fences
                from lower in fences.SkipWhile(f => f.Pack != upper.Pack).SkipWhile(f => f.Pack == upper.Pack)
                where lower.Fence.Ground == "statute" && Meet(upper.Fence, lower.Fence)
                select (upper, lower))
            {
                var softer = upper.Ground != "statute" ? $"its ground is {upper.Ground}"
                    : upper.OverrideBy.Count > 0 ? "it may be overridden"
                    : Array.IndexOf(modes, upper.Mode) < Array.IndexOf(modes, lower.Mode) ? $"its mode is {upper.Mode}"
                    : (lower.Scope ?? []).FirstOrDefault(a => !upper.Holds(a)) is { } act ? $"it is not asked before '{act}'"
                    : (lower.Key ?? []).FirstOrDefault(k => upper.Key?.Contains(k) != true) is { } key ? $"it does not count by '{key}'" : null;
                if (softer is not null)
                {
                    throw new LawPackException($"{pack}/fences.yaml", 1, $"the fence '{upper.Id}' rests on a statute in {below}, and here {softer}", "a statute stops everywhere: ask at least as much, or leave the fence out");
                }
            }
        }
    }

    /// <summary>True when both hold on some day.</summary>
    private static bool Meet(IDated one, IDated other) => !(one.To < other.From) && !(other.To < one.From);

    private static int Depth(LawPack pack, Dictionary<string, LawPack> packs, int below)
    {
        if (below > packs.Count)
        {
            throw new LawPackException($"{pack.Id}/pack.yaml", 1, "the pack inherits itself", "break the circle");
        }

        return pack.Inherits.Count == 0 ? 0 : 1 + pack.Inherits.Max(id => Depth(packs[id], packs, below + 1));
    }

    private static void Twice(IReadOnlyList<LawPack> packs, Func<LawPack, IEnumerable<string>> keys, string what, string file)
    {
        var first = new Dictionary<string, string>();
        foreach (var pack in packs)
        {
            foreach (var key in keys(pack))
            {
                if (!first.TryAdd(key, pack.Id))
                {
                    throw new LawPackException($"{pack.Id}/{file}", 1, $"the {what} {key} stands twice{(first[key] == pack.Id ? "" : $" (also in {first[key]})")}", "keep one of them, or give the other a new id or day");
                }
            }
        }
    }

    /// <summary>SHA-256 over names and bytes of the pack's files. The phrases are left out: they teach recognition and are no law.</summary>
    private static string DigestOf(string folder)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("phrases/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, file));
            sha.AppendData(Encoding.UTF8.GetBytes($"{file}\n{bytes.Length}\n"));
            sha.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void RefuseStrangeFiles(string folder, string name)
    {
        foreach (var file in Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal))
        {
            if (!TopFiles.Contains(file) && Path.GetExtension(file) is ".yaml" or ".yml" or ".csv" or ".json")
            {
                throw new LawPackException($"{name}/{file}", 1, "no such file belongs to a pack", $"known are: {string.Join(", ", TopFiles)}; and the folders {string.Join(", ", LawFolders)}");
            }
        }

        foreach (var sub in Directory.GetDirectories(folder).Where(d => !LawFolders.Contains(Path.GetFileName(d))))
        {
            if (Directory.EnumerateFiles(sub, "*.yaml").FirstOrDefault() is { } lost)
            {
                throw new LawPackException($"{name}/{Path.GetFileName(sub)}/{Path.GetFileName(lost)}", 1, "nobody reads YAML in this folder", $"law lies in: {string.Join(", ", LawFolders)}");
            }
        }
    }

    private static IEnumerable<string> InheritedKinds(string folder, IReadOnlyList<string> inherits)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? ".";
        foreach (var id in inherits)
        {
            var file = Path.Combine(parent, id, "agencies.yaml");
            if (File.Exists(file))
            {
                foreach (var kind in PlaceTables.Agencies(YamlPiece.Document($"{id}/agencies.yaml", File.ReadAllText(file))))
                {
                    yield return kind.Kind;
                }
            }
        }
    }

    private static Dictionary<string, string> Arabic(YamlMap? file)
    {
        var titles = new Dictionary<string, string>();
        if (file is not null)
        {
            var map = file.MapNeeded("titles");
            foreach (var code in map.Keys)
            {
                titles[code] = map.Text(code);
            }

            file.Done();
        }

        return titles;
    }

    private static YamlMap? Open(string folder, string name, string file) => File.Exists(Path.Combine(folder, file)) ? Parse(folder, name, file) : null;

    private static YamlMap Parse(string folder, string name, string file) => YamlPiece.Document($"{name}/{file}", File.ReadAllText(Path.Combine(folder, file)));

    private static IEnumerable<string> Files(string folder, string sub) =>
        Directory.Exists(Path.Combine(folder, sub))
            ? Directory.GetFiles(Path.Combine(folder, sub), "*.yaml").Select(f => $"{sub}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal)
            : [];
}
