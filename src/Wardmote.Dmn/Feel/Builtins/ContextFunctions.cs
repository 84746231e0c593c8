namespace Wardmote.Dmn.Builtins;

/// <summary>Contexts (DMN 1.5, table 83).</summary>
internal static class ContextFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("get value(m: context, key: string)", a => a.Context(0)[a.String(1)]),
        new("get value(m: context, key: list)", a => Walk(a.Context(0), a.List(1))),
        new("get entries(m: context)", a => new FeelList(
            [.. a.Context(0).Entries.Select(e => FeelContext.Of(("key", FeelValue.From(e.Key)), ("value", e.Value)))])),
        new("context(entries: list)", a => OfEntries(a.List(0))),
        new("context put(context: context, key: string, value: any)", a => Put(a.Context(0), [a[1]], 0, a[2], a.Run)),
        new("context put(context: context, keys: list, value: any)", a => Put(a.Context(0), a.List(1), 0, a[2], a.Run)),
        new("context merge(contexts: list)", a => Merge(a.List(0), a.Run)),
    ];

    private static FeelValue Walk(FeelContext context, IReadOnlyList<FeelValue> keys)
    {
        FeelValue value = context;
        foreach (var key in keys)
        {
            if (value is not FeelContext inner || key is not FeelString name)
            {
                return FeelValue.Error($"no entry {key.Brief}");
            }

            value = inner[name.Value];
        }

        return keys.Count == 0 ? FeelValue.Error("no key") : value;
    }

    private static FeelValue OfEntries(IReadOnlyList<FeelValue> entries)
    {
        var pairs = new List<KeyValuePair<string, FeelValue>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is not FeelContext context || !context.TryGet("key", out var key) || key is not FeelString name || !context.TryGet("value", out var value))
            {
                return FeelValue.Error($"{entry.Brief} is no key with a value");
            }

            if (!names.Add(name.Value))
            {
                return FeelValue.Error($"two entries are called \"{name.Value}\"");
            }

            pairs.Add(new(name.Value, value));
        }

        return new FeelContext(pairs);
    }

    private static FeelValue Put(FeelContext context, IReadOnlyList<FeelValue> keys, int at, FeelValue value, Evaluation run)
    {
        if (at >= keys.Count || keys[at] is not FeelString key)
        {
            return FeelValue.Error("a path is a list of strings with at least one");
        }

        run.Take(context.Entries.Count);
        if (at == keys.Count - 1)
        {
            return context.With(key.Value, value);
        }

        if (!context.TryGet(key.Value, out var inner) || inner is not FeelContext next)
        {
            return FeelValue.Error($"no context \"{key.Value}\"");
        }

        run.Enter();
        var changed = Put(next, keys, at + 1, value, run);
        run.Leave();
        return changed.IsError ? changed : context.With(key.Value, changed);
    }

    private static FeelValue Merge(IReadOnlyList<FeelValue> contexts, Evaluation run)
    {
        if (contexts.Any(c => c is not FeelContext))
        {
            return FeelValue.Error("not all items are contexts");
        }

        run.Take(contexts.Sum(c => (long)((FeelContext)c).Entries.Count));
        return new FeelContext(contexts.Cast<FeelContext>().SelectMany(c => c.Entries));
    }
}
