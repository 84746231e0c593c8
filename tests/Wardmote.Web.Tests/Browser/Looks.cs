using System.Text.Json;
using Microsoft.Playwright;

namespace Wardmote.Web.Tests.Browser;

/// <summary>A page looked at by a machine: what axe finds, and what is wider than the window.</summary>
internal static class Looks
{
    /// <summary>What is wrong with a page as it stands there. Without axe-core only its width is looked at.</summary>
    internal static async Task<IReadOnlyList<string>> WrongAsync(IPage page)
    {
        var wrong = new List<string>();
        if (await OverhangAsync(page) > 0)
        {
            wrong.Add(Sideways);
        }

        if (House.Axe is { } axe)
        {
            // Half a megabyte: handed to a page once, however often it is looked at.
            if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            {
                await page.EvaluateAsync(await File.ReadAllTextAsync(axe));
            }

            var found = await page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] }).then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).join(', ')))");
            wrong.AddRange(found.EnumerateArray().Select(v => v.GetString()!));
        }

        return wrong;
    }

    /// <summary>The same at other widths and in other schemes, without loading the page anew: that costs more than the looking.</summary>
    internal static async Task<IReadOnlyList<string>> WrongAsync(IPage page, IEnumerable<(int Width, ColorScheme Scheme)> looks)
    {
        var wrong = new List<string>();
        foreach (var (width, scheme) in looks)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });

            // Colours that glide to the other scheme are looked at when they have arrived.
            await page.EvaluateAsync("() => document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).forEach(a => a.finish())");
            wrong.AddRange((await WrongAsync(page)).Select(w => $"{width} {scheme}: {w}"));
        }

        return wrong;
    }

    /// <summary>Whether a page scrolls sideways at a width.</summary>
    internal static async Task<IReadOnlyList<string>> WiderAsync(IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        return await OverhangAsync(page) > 0 ? [$"{width}: {Sideways}"] : [];
    }

    private const string Sideways = "scrolls sideways";

    /// <summary>By how many pixels a page is wider than its window.</summary>
    internal static Task<int> OverhangAsync(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>
    /// Waits until a page has come to an address and is read. The event by which a browser says that it has loaded is not waited for: it may have come before anybody listens, and then comes no more.
    /// </summary>
    internal static async Task ArriveAsync(IPage page, Func<string, bool> address)
    {
        await page.WaitForURLAsync(address, new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => document.readyState !== 'loading'");
    }

    /// <summary>The same by how the address ends.</summary>
    internal static Task ArriveAsync(IPage page, string end) => ArriveAsync(page, u => u.EndsWith(end, StringComparison.Ordinal));
}
