using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Wardmote.Desk;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Store;
using Xunit;
using static Wardmote.Tests.Fences.Town;

namespace Wardmote.Tests.Inspections;

public sealed class InspectionCodeTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly Dictionary<string, ECDsa> Keys = new() { ["k1"] = Key };

    private static InspectionCode Sample(int people = 2, string grounds = "年度检查计划〔2026〕3号") => new()
    {
        Key = "k1", Task = "019abc00112233445566778899aabbcc", Organ = Street, OrganName = "试验区一街街道办事处", Premises = "91500103MA5U0000XX", PremisesName = "渝味小面馆（解放碑店）",
        People = [.. Enumerable.Range(1, people).Select(n => new CodePerson("欧阳小明" + n, $"5001030012{n:0000}"))],
        Items = [new CodeItem("CG-003", "占用城市道路、公共场所摆摊设点"), new CodeItem("XF-001", "占用、堵塞、封闭疏散通道、安全出口")],
        Grounds = grounds, From = Noon, To = Noon.AddHours(2), IssuedAt = Noon.AddHours(-1),
    };

    [Fact]
    public void A_code_says_what_was_signed_and_fits_a_phone()
    {
        var text = Sample().Encode(Key);
        Assert.True(text.Length <= 700, $"{text.Length}");
        Assert.Matches("^W1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}$", text);
        var (answer, code) = InspectionCode.Verify("https://example.org/check#" + text, Keys, Noon.AddMinutes(5));
        Assert.Equal("genuine", answer);
        Assert.Equal(Sample().People, code!.People);
        Assert.Equal((Noon, Noon.AddHours(2), "91500103MA5U0000XX"), (code.From, code.To, code.Premises));
        Assert.Equal(["CG-003", "XF-001"], code.Items.Select(i => i.Code));
    }

    [Fact]
    public void Time_decides_between_too_early_genuine_and_over()
    {
        var text = Sample().Encode(Key);
        Assert.Equal(["too_early", "genuine", "genuine", "over"], new[] { -1, 0, 120, 121 }.Select(m => InspectionCode.Verify(text, Keys, Noon.AddMinutes(m)).Answer));
    }

    [Fact]
    public void No_changed_character_passes()
    {
        var text = Sample().Encode(Key);
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.DoesNotContain(InspectionCode.Verify(changed, Keys, Noon).Answer, new[] { "genuine", "too_early", "over" });
        }

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("not_genuine", InspectionCode.Verify(Sample().Encode(other), Keys, Noon).Answer);
        Assert.Equal("not_genuine", InspectionCode.Verify((Sample() with { Key = "k2" }).Encode(Key), Keys, Noon).Answer);
        Assert.All(new[] { "", "W1", "W1..", "W2.a.b", "W1.!.!", new string('W', 5_000), "W1.e30.AA" }, t => Assert.Equal("not_a_code", InspectionCode.Verify(t, Keys, Noon).Answer));
    }

    [Fact]
    public void Words_are_shortened_before_people_are_and_too_many_people_throw()
    {
        var text = Sample(6, new string('理', 500)).Encode(Key);
        Assert.True(text.Length <= 700);
        var code = InspectionCode.Verify(text, Keys, Noon).Code!;
        Assert.Equal(6, code.People.Count);
        Assert.EndsWith("…", code.Grounds);
        Assert.Throws<ArgumentException>(() => Sample(40).Encode(Key));
    }

    [Fact]
    public async Task The_page_and_the_program_agree_on_every_code()
    {
        var runner = PdfPrinter.Find("node");
        Assert.SkipWhen(runner is null, "No node to run the page's module.");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Sample().Encode(Key);
        var texts = new List<string> { good, "#" + good, "https://x/check#" + good, Sample().Encode(other), (Sample() with { From = Noon.AddHours(1) }).Encode(Key), (Sample() with { To = Noon.AddMinutes(-1), From = Noon.AddHours(-2) }).Encode(Key), "W1.e30.AA", "", "W1..", good + "A", good[..^1] };
        texts.AddRange(Enumerable.Range(0, 60).Select(i => good[..(i * 8)] + "Q" + good[((i * 8) + 1)..]));
        var script = Path.Combine(Directory.CreateTempSubdirectory("wardmote-code-").FullName, "check.mjs");
        var module = Path.Combine(Root(), "src/Wardmote.Web/wwwroot/check-code.js");
        await File.WriteAllTextAsync(script, $$"""
            import fs from "node:fs";
            import { webcrypto } from "node:crypto";
            globalThis.crypto ??= webcrypto;
            fs.copyFileSync({{JsonSerializer.Serialize(module)}}, {{JsonSerializer.Serialize(script + ".module.mjs")}});
            const { check } = await import({{JsonSerializer.Serialize(script + ".module.mjs")}});
            const out = [];
            for (const text of {{JsonSerializer.Serialize(texts)}}) {
              for (const premises of ["", " 91500103ma5u0000xx ", "another-door"]) {
                const { answer, code } = await check(text, [{{InspectionCode.PublicKey("k1", Key)}}], new Date({{Noon.ToUnixTimeMilliseconds()}}), premises);
                out.push([answer, code && code.people.map((p) => p.name).join("|")]);
              }
            }
            console.log(JSON.stringify(out));
            """);
        using var node = Process.Start(new ProcessStartInfo(runner, [script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        var wrong = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, wrong);
        var page = JsonSerializer.Deserialize<string?[][]>(said)!;
        var program = texts.SelectMany(t => new[] { "", " 91500103ma5u0000xx ", "another-door" }.Select(p => InspectionCode.Verify(t, Keys, Noon, p))).ToList();
        Assert.Contains(program, p => p.Answer == "other_premises");
        Assert.Equal(program.Select(p => p.Answer), page.Select(p => p[0]));
        Assert.Equal(program.Select(p => p.Code is null ? null : string.Join("|", p.Code.People.Select(x => x.Name))), page.Select(p => p[1]));
    }

    [Fact]
    public async Task A_code_is_issued_for_an_approved_visit_only()
    {
        var (_, desk) = await OpenAsync(Rules());
        Done(await ProposedAsync(desk, Ask("i1", Street)));
        var (refused, none) = await desk.IssueCodeAsync(Home, "p1", "i1", Street, "k1", Key, As("leader", "leader", Street, "code-1"));
        Assert.Equal("not_approved", Assert.IsType<DeskAnswer.Refused>(refused).Refusal.Code);
        Assert.Null(none);
        Done(await ApprovedAsync(desk, "i1", Street));
        var (_, text) = await desk.IssueCodeAsync(Home, "p1", "i1", Street, "k1", Key, As("leader", "leader", Street, "code-2"));
        Assert.Equal("genuine", InspectionCode.Verify(text!, Keys, Noon.AddDays(1).AddHours(1)).Answer);
    }
}
