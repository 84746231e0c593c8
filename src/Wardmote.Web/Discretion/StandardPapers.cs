using System.Text;
using Wardmote.Access;
using Wardmote.Discretion;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;
using Wardmote.Store.Workbooks;
using Wardmote.Web.Api;

namespace Wardmote.Web.Host;

/// <summary>A standard, or a draft of it, as a file: workbook, DMN, YAML.</summary>
public static class StandardPapers
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapStandardPapers(this WebApplication app) => app.MapGet("/files/standards/{id}.{form:regex(^(xlsx|dmn|yaml)$)}", async (
        string id, string form, string? draft, HttpContext http, Counter counter, CancellationToken cancel) =>
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        if (!person.Roles.Any(Access.Access.Table["items.see"].Contains) || await FindAsync(counter, person, id, draft, cancel) is not { } standard || (person.County.Length > 0 && !standard.Reaches(person.County)))
        {
            return Answers.NotFound(language);
        }

        return form switch
        {
            "xlsx" => Results.File(StandardSheet.Write(standard), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{standard.Id}.xlsx"),
            "dmn" => Results.File(Encoding.UTF8.GetBytes(StandardModel.Write(standard)), "application/xml", $"{standard.Id}.dmn"),
            _ => Results.File(Encoding.UTF8.GetBytes(StandardFiles.Write(standard)), "application/yaml", $"{standard.Id}.yaml"),
        };
    });

    private static async Task<DiscretionStandard?> FindAsync(Counter counter, Person person, string id, string? draft, CancellationToken cancel)
    {
        var force = counter.Law.Standards.Where(s => s.Id == id).OrderByDescending(s => s.InForce(counter.Today)).FirstOrDefault();
        if (draft is null or "")
        {
            return force;
        }

        foreach (var book in new[] { person.County, force?.Region ?? "" }.Where(b => b.Length > 0).Distinct())
        {
            if (draft.Length < 120 && await counter.Desk.RevisionAsync(new Book(book), draft, cancel) is { } revision
                && person.Roles.Any(Access.Access.Table["law.publish"].Contains)
                && revision.Draft.Files.FirstOrDefault(f => f.Path.StartsWith("standards/", StringComparison.Ordinal)) is { } file)
            {
                return StandardFiles.Read(file.Text, file.Path);
            }
        }

        return null;
    }
}
