using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Whistles;

namespace Wardmote.Desk;

/// <summary>Calls to departments, and how both sides found them.</summary>
public sealed partial class Desk
{
    /// <summary>A town calls departments, from a case, an inspection or on its own.</summary>
    /// <param name="from">Town.</param>
    /// <param name="agencies">Departments.</param>
    /// <param name="act">What is asked; its call and its departments are filled in here.</param>
    /// <param name="request">Request.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<DeskAnswer> BlowAsync(string from, IReadOnlyList<string> agencies, BlowWhistle act, Request request, CancellationToken cancel = default)
    {
        var book = new Book(Law.Locality(from)?.County ?? RegionCode.Nation);
        var blow = act with { Call = tools.NewId(), From = from, To = [.. agencies.Select(a => new Called(tools.NewId(), a))] };
        IReadOnlyList<Tag> tags = blow.Case is { } id ? [CaseFile.TagOf(id)] : blow.Inspection is { } visit ? [new Tag("inspection", visit)] : [JointCall.TagOf(blow.Call)];
        return DoAsync(book, request, tags, entries => Task.FromResult(
            (blow.Case is not null && CaseFile.Of(entries)?.Opened.Locality != from) || (blow.Inspection is not null && entries.Count == 0) ? NotFound() : blow.On(Law, request.At)), cancel);
    }

    /// <summary>A call with all its whistles; null when there is none.</summary>
    public async Task<JointCall?> CallAsync(Book book, string call, CancellationToken cancel = default) =>
        JointCall.Of((await journal.ReadAsync(book, [JointCall.TagOf(call)], cancel: cancel)).Entries);

    /// <summary>One side says how the help was.</summary>
    public Task<DeskAnswer> RateHelpAsync(Book book, string whistle, RateHelp act, Request request, CancellationToken cancel = default) =>
        DoAsync(book, request, [Whistle.TagOf(whistle)], entries => Task.FromResult(Whistle.Of(entries) is { } w ? act.On(w) : NotFound()), cancel);
}
