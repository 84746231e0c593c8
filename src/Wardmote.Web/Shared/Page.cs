using Microsoft.AspNetCore.Components;
using Wardmote.Access;
using Wardmote.Evidence;
using Wardmote.Store;
using Wardmote.Web.Host;
using Wardmote.Web.Languages;

namespace Wardmote.Web.Shared;

/// <summary>
/// A page: words, what was posted, what is wrong with it, where to go next. A form is
/// <c>&lt;form method="post" @formname="take" @onsubmit="TakeAsync"&gt;&lt;AntiforgeryToken /&gt;…</c> and its method reads <see cref="Posted"/>.
/// </summary>
public abstract class Page : ComponentBase
{
    /// <summary>The request.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    /// <summary>Words in the reader's language.</summary>
    [Inject]
    protected Words W { get; set; } = default!;

    /// <summary>Redirects.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>Originals.</summary>
    [Inject]
    protected Originals Originals { get; set; } = default!;

    /// <summary>Reads photos, where that was set up.</summary>
    [Inject]
    protected PhotoRoom PhotoRoom { get; set; } = default!;

    /// <summary>What is wrong with the form.</summary>
    protected FormErrors Errors { get; } = new();

    /// <summary>Who is signed in; null when nobody is.</summary>
    protected Person? Me => Caller.Of(Http.User);

    /// <summary>True when the request carries a form.</summary>
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method) && Http.Request.HasFormContentType;

    /// <summary>What was posted in a field; empty when nothing was. A page shows it again, so that nothing typed is lost.</summary>
    protected string Posted(string field) => IsPost ? Http.Request.Form[field].ToString() : "";

    /// <summary>Files posted in a field, within the limits.</summary>
    protected IReadOnlyList<IFormFile> Files(string field) => IsPost ? Http.Request.Form.Files.GetFiles(field) : [];

    /// <summary>What was wrong with the files of the form; null when nothing was.</summary>
    protected FormTrouble? Trouble => Http.Features.Get<FormTrouble>() is { } trouble && (trouble.Broken || trouble.TooLarge.Count > 0) ? trouble : null;

    /// <summary>Keeps the photos of the form as originals; what is not a photo, or too large, is named beside the field and nothing else is lost.</summary>
    /// <param name="field">Field of the files.</param>
    /// <param name="papers">True where a PDF may be evidence too.</param>
    protected async Task<IReadOnlyList<Exhibit>> PhotosAsync(string field = "photos", bool papers = false)
    {
        var kept = new List<Exhibit>();
        foreach (var name in Trouble?.TooLarge ?? [])
        {
            Errors.Add(field, W["photo.too_large_named", name]);
        }

        if (Trouble?.Broken == true)
        {
            Errors.Add(field, W["photo.broken"]);
        }

        foreach (var file in Files(field))
        {
            await using var content = file.OpenReadStream();
            switch (await Originals.KeepAsync(content, Http.RequestAborted))
            {
                case KeepAnswer.Kept photo when papers || photo.Head.Kind != FileKind.Pdf:
                    kept.Add(PhotoRoom.Asked(await Originals.ExhibitAsync(photo, Http.RequestAborted)));
                    break;
                case KeepAnswer.TooLarge:
                    Errors.Add(field, W["photo.too_large_named", file.FileName]);
                    break;
                case KeepAnswer.TooManyPixels:
                    Errors.Add(field, W["photo.too_many_pixels", file.FileName]);
                    break;
                default:
                    Errors.Add(field, W["photo.not_a_photo", file.FileName]);
                    break;
            }
        }

        return kept;
    }

    /// <summary>A value of the query; empty when there is none.</summary>
    protected string Query(string name) => Http.Request.Query[name].ToString();

    /// <summary>After a form was done: on to a page, in the reader's language.</summary>
    protected void GoTo(string path) => Navigation.NavigateTo(W.Url(path));

    /// <summary>There is no such thing, or not for this person.</summary>
    protected void NotFound() => Http.Response.StatusCode = StatusCodes.Status404NotFound;
}
