using System.Diagnostics;
using Wardmote.Store;
using Wardmote.Vision;

namespace Wardmote.Bench;

/// <summary>Milliseconds a photo and memory of reading signs and counting people and vehicles.</summary>
internal static class VisionBench
{
    private const int Times = 5;

    /// <summary>Measures a folder of models on photos.</summary>
    public static int Run(string models, string[] photos)
    {
        Console.WriteLine($"load {Machine.Load}, {Environment.ProcessorCount} cores");
        var before = Resident();
        var clock = Stopwatch.StartNew();
        using var reader = PhotoReader.Open(models);
        Console.WriteLine($"open            {clock.ElapsedMilliseconds} ms, {Resident() - before} MB more; {reader.Model}");
        foreach (var path in photos)
        {
            var (decoding, reading, words) = (new List<double>(), new List<double>(), 0);
            for (var n = 0; n < Times; n++)
            {
                clock.Restart();
                if (Pixels.Decode(File.ReadAllBytes(path), true)?.Upright(PhotoReader.Longest, 1) is not { } picture)
                {
                    Console.WriteLine($"{Path.GetFileName(path)}: not a JPEG or PNG that decodes");
                    return 1;
                }

                decoding.Add(clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                words = reader.Read(picture, CancellationToken.None).Words.Count;
                reading.Add(clock.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"{Path.GetFileName(path),-24} {new FileInfo(path).Length >> 10} kB: decoded {Median(decoding):0} ms, read {Median(reading):0} ms (most {reading.Max():0}), {words} lines; resident {Resident()} MB");
        }

        Console.WriteLine($"resident        {Resident()} MB, {Resident() - before} MB more than before; load {Machine.Load}");
        return 0;
    }

    private static double Median(List<double> took) => took.Order().ElementAt(took.Count / 2);

    private static long Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 >> 20;
    }
}
