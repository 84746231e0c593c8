using System.Globalization;
using Microsoft.AspNetCore.Components;
using Wardmote.Access;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Store;
using Wardmote.Web.Languages;

namespace Wardmote.Web.Shared;

/// <summary>A page for somebody who is signed in: the counter, what a fence stopped, and how a form is answered.</summary>
public abstract class StaffPage : Page
{
    /// <summary>Acts in the person's name.</summary>
    [Inject]
    protected Counter Counter { get; set; } = default!;

    /// <summary>Lists.</summary>
    [Inject]
    protected ICards Cards { get; set; } = default!;

    /// <summary>The person.</summary>
    protected Person Who => Me ?? throw new InvalidOperationException("the page asks for sign-in and nobody is signed in");

    /// <summary>The law in force.</summary>
    protected LawInForce Law => Counter.Law;

    /// <summary>Fences that stopped the form just sent.</summary>
    protected IReadOnlyList<FenceAnswer> Stopped { get; private set; } = [];

    /// <summary>Key of the form: the same form sent twice is done once.</summary>
    protected string FormKey => Posted("key") is { Length: > 0 } key && Errors.Any == false && Stopped.Count == 0 ? key : Guid.NewGuid().ToString("N");

    /// <summary>Newest sequence the page showed.</summary>
    protected long? Known => long.TryParse(Posted("known"), out var known) ? known : null;

    /// <summary>Name of an organ in the reader's language.</summary>
    protected string NameOf(string code) => W.Text(Law.NameOf(code));

    /// <summary>Name of a place in the reader's language: the town itself, not its office.</summary>
    protected string PlaceOf(string code) => Law.Locality(code) is { } place ? W.Text(place.Name) : NameOf(code);

    /// <summary>Counties of this person; all for those who belong to none.</summary>
    protected IEnumerable<Wardmote.Teams.County> Counties => Law.Counties.Where(c => Who.County.Length == 0 || c.Code == Who.County).OrderBy(c => c.Code, StringComparer.Ordinal);

    /// <summary>The person's county; for those who belong to none, until they choose, the one of the demo where it is in the law, or else the first.</summary>
    protected string FirstCounty => Who.County.Length > 0 ? Who.County : (Counties.FirstOrDefault(c => c.Code == DemoPeople.County) ?? Counties.First()).Code;

    /// <summary>Where a text was read: a pack names its file, people read its name.</summary>
    public static string SourceOf(string? source) => source is not null && source.EndsWith(".md", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(source) : source ?? "";

    /// <summary>Title of an item in the reader's language.</summary>
    protected string TitleOf(string item) => Law.Newest(new ItemCode(item)) is { } row ? W.Text(row.Title) : item;

    /// <summary>Does an act with the form's key and answers it: on to a page when done, else what was refused or stopped, with everything typed still there.</summary>
    protected async Task DoAsync(string act, Subject subject, string then, Func<Request, Task<DeskAnswer>> how)
    {
        if (Errors.Any)
        {
            return;
        }

        switch (await Counter.DoAsync(Who, act, subject, Http.Request.Path.Value ?? "", Posted("key"), Known, how))
        {
            case DeskAnswer.Done:
                GoTo(then);
                break;
            case DeskAnswer.Refused refused:
                Errors.Add(FieldOf(refused.Refusal.Code), $"{W.Text(refused.Refusal.Why)} — {W.Text(refused.Refusal.Way)}{(refused.Refusal.Article.Length > 0 ? $" ({refused.Refusal.Article})" : "")}");
                break;
            case DeskAnswer.Stopped stopped:
                Stopped = [.. stopped.Fences.Where(f => f.Answer != FenceVerdict.Clear)];
                break;
        }
    }

    /// <summary>A moment typed as Shanghai clocks show it; now when nothing was typed, and with an error beside the field when it is none.</summary>
    protected DateTimeOffset MomentOf(string field)
    {
        if (DateTime.TryParseExact(Posted(field), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new DateTimeOffset(local, TimeSpan.FromHours(8));
        }

        if (Posted(field).Length > 0)
        {
            Errors.Add(field, W["form.bad_moment"]);
        }

        return Counter.Now;
    }

    /// <summary>The field that a refusal is about, by its code: the error then leads there. Empty when it is about the whole form.</summary>
    protected virtual string FieldOf(string refusal) => "";

    /// <summary>A day typed in a form; an error beside the field when it is not one.</summary>
    protected DateOnly DayOf(string field, DateOnly otherwise)
    {
        var typed = Posted(field);
        if (typed.Length == 0)
        {
            return otherwise;
        }

        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        Errors.Add(field, W["staff.bad_day"]);
        return otherwise;
    }

    /// <summary>Digits as the record keeps them, also where an Arabic keyboard typed them.</summary>
    protected static string Latin(string typed) => new([.. typed.Select(c => c is >= '٠' and <= '٩' ? (char)('0' + c - '٠') : c)]);

    /// <summary>A sum typed in a form; null when empty; an error beside the field when it is not a sum.</summary>
    protected decimal? SumOf(string field)
    {
        var typed = Latin(Posted(field).Trim());
        if (typed.Length == 0)
        {
            return null;
        }

        if (decimal.TryParse(typed, out var sum) && sum >= 0 && decimal.Round(sum, 2) == sum && sum < 1_000_000_000)
        {
            return sum;
        }

        Errors.Add(field, W["staff.bad_sum"]);
        return null;
    }

    /// <summary>Cards in the person's scope.</summary>
    protected CardQuery Mine(string kind) => Api.Scope.Of(Who, kind);

    /// <summary>How far a list is counted: past a thousand as far as the next page, so that one can always go on.</summary>
    protected int Bound => Math.Max(Words.Bound, ((At + 2) * 50) + 1);

    /// <summary>Page of a list, from 0.</summary>
    protected int At => int.TryParse(Query("page"), out var at) && at is > 0 and < 100_000 ? at : 0;
}
