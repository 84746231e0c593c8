using Microsoft.AspNetCore.Components;
using Wardmote.Desk;
using Wardmote.Evidence;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Web.Shared;

namespace Wardmote.Web;

/// <summary>A page for people without an account: forms with photos that lose nothing.</summary>
public abstract class PublicPage : Page
{
    private string? key;

    /// <summary>The public's desk.</summary>
    [Inject]
    protected PublicDesk Desk { get; set; } = default!;

    /// <summary>Cookies of tracking.</summary>
    [Inject]
    protected TrackingSession Session { get; set; } = default!;

    /// <summary>The law in force.</summary>
    [Inject]
    protected LawInForce Law { get; set; } = default!;

    /// <summary>Photos that came with this form, and those it carried from the last try.</summary>
    protected IReadOnlyList<Exhibit> Photos { get; private set; } = [];

    /// <summary>Key of the form; the same one as long as the same form is tried again.</summary>
    protected string Key => key ??= Posted("key") is { Length: > 0 and <= 64 } posted && posted.All(char.IsAsciiLetterOrDigit) ? posted : Guid.NewGuid().ToString("N");

    /// <summary>Keeps the photos of the form; what is not a photo, or too large, is named beside the field and nothing else is lost.</summary>
    protected async Task TakePhotosAsync(string field = "photos")
    {
        Photos = [.. Session.Kept(Posted("kept")).Concat(await PhotosAsync(field)).DistinctBy(p => p.Hash)];
    }

    /// <summary>Says beside the right field why something was not done.</summary>
    protected void Refuse(DeskAnswer answer, Func<string, string> fieldOf)
    {
        if (answer is DeskAnswer.Refused { Refusal: var refusal })
        {
            Errors.Add(fieldOf(refusal.Code), W["form.refused", W.Text(refusal.Why), W.Text(refusal.Way)]);
        }
    }
}
