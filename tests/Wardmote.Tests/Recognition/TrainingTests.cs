using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>训练: the same pack gives the same bytes.</summary>
public sealed class TrainingTests
{
    // First 24 bytes of the SHA-256 of a model of two made-up matters: holds across processes and machines. It changes only with Model.Format or the method.
    private const string Known = "d3277b86a9b47b8c49b6078a5041502dc8dd55d41e455b93";

    [Fact]
    public void The_same_text_gives_the_same_bytes()
    {
        var phrases = Sentences.Phrases.Where((_, i) => i % 6 == 0).ToArray();
        var first = Model.Train(Sentences.Matters, phrases, "p").Save();
        Assert.True(first.AsSpan().SequenceEqual(Model.Train(Sentences.Matters, phrases, "p").Save()));
    }

    [Fact]
    public void Another_process_built_the_same_bytes() =>
        Assert.StartsWith(Known, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Fixed().Save())));

    [Fact]
    public void What_is_saved_is_read_back()
    {
        var model = Fixed();
        var back = Model.Load(model.Save());
        Assert.Equal((model.Version, model.PackHash), (back.Version, back.PackHash));
        Assert.Equal(model.Save(), back.Save());
        var (a, b) = (new Recogniser(model).Read("老板不发工资"), new Recogniser(back).Read("老板不发工资"));
        Assert.Equal(a.Candidates.Select(c => (c.Item, c.Confidence)), b.Candidates.Select(c => (c.Item, c.Confidence)));
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        var bytes = Fixed().Save();
        Assert.Throws<InvalidDataException>(() => Model.Load([]));
        Assert.Throws<InvalidDataException>(() => Model.Load(bytes[..(bytes.Length / 2)]));
        bytes[bytes.Length / 2] ^= 1;
        Assert.Throws<InvalidDataException>(() => Model.Load(bytes));
    }

    [Fact]
    public void Training_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Model.Train(Sentences.Matters, Sentences.Phrases, "p", stop.Token));
    }

    private static Model Fixed()
    {
        string[] wages = ["老板不发工资", "工地拖欠农民工工资半年", "干了三个月没给钱", "包工头跑了工钱没结"];
        string[] smoke = ["有人在江边露天烧烤，烟子大", "烧烤摊油烟熏人", "广场上天天烤串", "夜里烧烤烟雾进屋"];
        string[] none = ["路灯坏了", "公交车什么时候来", "怎么办社保卡", "谢谢你们"];
        IEnumerable<Phrase> Of(string code, string[] words) => words.Select((w, i) => new Phrase(code, "zh", i % 2 == 0 ? "a" : "b", w));
        return Model.Train(
            [Sentences.MadeUp("A-1", "拖欠工资", "unpaid wages", "تأخير الأجور"), Sentences.MadeUp("A-2", "露天烧烤", "open-air barbecue", "شواء")],
            [.. Of("A-1", wages), .. Of("A-2", smoke), .. Of("none.other", none)],
            "fixed");
    }
}
