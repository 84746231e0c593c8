using System.Text;
using Wardmote.Vision;
using Xunit;

namespace Wardmote.Tests.Vision;

/// <summary>Counting: grids that were filled in by hand, and models that are none.</summary>
public sealed class ThingsTests
{
    [Fact]
    public void A_thing_seen_by_several_cells_is_counted_once_and_other_kinds_are_not()
    {
        var (sure, edges) = Grid();
        See(sure, edges, 5, 5, 0, 0.9f, 2);
        See(sure, edges, 6, 5, 0, 0.8f, 2);
        See(sure, edges, 1, 9, 0, 0.7f, 1);
        See(sure, edges, 10, 2, 2, 0.8f, 2);
        See(sure, edges, 10, 3, 7, 0.6f, 2);
        See(sure, edges, 3, 11, 16, 0.95f, 1);
        See(sure, edges, 11, 11, 0, 0.4f, 1);
        var things = Things.Of([(13, sure, edges)]);
        Assert.Equal(2, things.Count(t => t.Kind == Things.Person));

        // A car and a lorry in one place are one vehicle; a dog and a faint person are nothing.
        Assert.Equal(1, things.Count(t => Things.IsVehicle(t.Kind)));
        Assert.Equal(3, things.Count);
        var first = things[0];
        Assert.Equal((112.0, 240.0), (Math.Round(first.Left), Math.Round(first.Right)));
    }

    [Fact]
    public void Answers_made_to_break_it_end_soon()
    {
        var random = new Random(5);
        foreach (Func<float> draw in (Func<float>[])[() => 1, () => float.NaN, () => float.PositiveInfinity, () => random.NextSingle() * 100])
        {
            var sure = Enumerable.Range(0, 52 * 52 * 80).Select(_ => draw()).ToArray();
            var edges = Enumerable.Range(0, 52 * 52 * 44).Select(_ => draw()).ToArray();
            Assert.True(Things.Of([(52, sure, edges)]).Count <= 1_000);
        }
    }

    [Theory]
    [InlineData("""{"weightsManifest":[],"modelTopology":{"node":[{"name":"a","op":"FFT"}]}}""", "", "FFT")]
    [InlineData("""{"weightsManifest":[{"weights":[{"name":"w","shape":[2],"dtype":"float32","quantization":{"dtype":"uint8"}}]}],"modelTopology":{"node":[]}}""", "1234", "half")]
    [InlineData("""{"weightsManifest":[],"modelTopology":{"node":[]}}""", "1234", "4 bytes")]
    public void A_model_of_another_make_is_refused_by_what_is_not_known(string model, string weights, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => TfGraph.ToOnnx(Encoding.UTF8.GetBytes(model), Encoding.UTF8.GetBytes(weights))).Message, StringComparison.Ordinal);

    private static (float[] Sure, float[] Edges) Grid() => (new float[13 * 13 * 80], new float[13 * 13 * 44]);

    /// <summary>A cell sees a thing whose four edges lie so many cells away.</summary>
    private static void See(float[] sure, float[] edges, int x, int y, int kind, float confidence, int far)
    {
        var cell = (y * 13) + x;
        sure[(cell * 80) + kind] = confidence;
        for (var edge = 0; edge < 4; edge++)
        {
            edges[(((cell * 4) + edge) * 11) + far] = 50;
        }
    }
}
