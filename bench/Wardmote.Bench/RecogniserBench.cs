using System.Diagnostics;
using Wardmote.Recognition;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>Texts per second, load time and memory of the recogniser, against BM25 alone.</summary>
internal static class RecogniserBench
{
    /// <summary>Measures a law folder and, where given, a model file; without one it trains.</summary>
    public static int Run(string[] settings)
    {
        var law = settings.Length > 0 ? settings[0] : "law";
        var matters = Matters.Of(LawReader.ReadInstalled(law));
        var phrases = Phrases.ReadInstalled(law).Select(l => new Phrase(l.Code, l.Language, l.Writer, l.Words)).ToArray();
        var clock = Stopwatch.StartNew();
        byte[] bytes;
        if (settings.Length > 1)
        {
            bytes = File.ReadAllBytes(settings[1]);
        }
        else
        {
            bytes = Model.Train(matters, phrases, Matters.HashOf(matters, phrases)).Save();
            Console.WriteLine($"train           {clock.Elapsed.TotalSeconds:0.0} s, {phrases.Length} sentences");
        }

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        clock.Restart();
        var recogniser = new Recogniser(Model.Load(bytes));
        Console.WriteLine($"load            {clock.ElapsedMilliseconds} ms, {bytes.Length / 1e6:0.0} MB on disk, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0.0} MB in memory");
        clock.Restart();
        var bm25 = Recogniser.FromTitles(matters, phrases);
        Console.WriteLine($"BM25 alone      ready in {clock.ElapsedMilliseconds} ms");
        var texts = phrases.Where((_, i) => i % 5 == 0).Select(p => p.Words).ToArray();
        Rate("both methods", recogniser, texts);
        Rate("BM25 alone", bm25, texts);
        return 0;
    }

    private static void Rate(string name, Recogniser recogniser, string[] texts)
    {
        foreach (var text in texts.Take(200))
        {
            recogniser.Read(text);
        }

        var took = new double[texts.Length];
        var all = Stopwatch.StartNew();
        for (var i = 0; i < texts.Length; i++)
        {
            var one = Stopwatch.GetTimestamp();
            recogniser.Read(texts[i]);
            took[i] = Stopwatch.GetElapsedTime(one).TotalMilliseconds;
        }

        var total = all.Elapsed.TotalSeconds;
        Array.Sort(took);
        Console.WriteLine($"{name,-15} {texts.Length / total:0} texts/s, median {took[took.Length / 2]:0.00} ms, p95 {took[(int)(took.Length * 0.95)]:0.00} ms");
    }
}
