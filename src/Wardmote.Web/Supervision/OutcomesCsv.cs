using System.Globalization;
using System.Text;
using Wardmote.Access;
using Wardmote.Law;
using Wardmote.Supervision;
using Wardmote.Web.Api;
using Wardmote.Web.SupervisionPages;

namespace Wardmote.Web.Host;

/// <summary>Figures as CSV: the same numbers as on the page, each with what is needed to doubt it.</summary>
internal static class OutcomesCsv
{
    /// <summary>Maps it.</summary>
    internal static void MapOutcomes(this WebApplication app) => app.MapGet("/outcomes.csv", async (HttpContext http, Counter counter, CancellationToken cancel) =>
    {
        var language = Speak.Of(http);
        if (Caller.Of(http.User) is not { } person)
        {
            return Answers.SignIn(language);
        }

        if (!Counter.May(person, "supervision.see", new Subject(person.County, "", person.Agency)))
        {
            return TypedResults.Json(Answers.Refused(Access.Access.Denied("supervision.see"), language), statusCode: 403);
        }

        var (from, to, wrong) = OutcomesPage.Period(http, counter.Today);
        if (wrong)
        {
            return TypedResults.Json(Answers.Refused(new Fences.Refusal("bad_period", new Text("日期不对", "the days are wrong", "التاريخان غير صحيحين"), new Text("写成 2026-01-31", "write them as 2026-01-31", "اكتبهما هكذا 2026-01-31")), language), statusCode: 400);
        }

        var figures = await counter.Desk.OutcomesAsync(OutcomesPage.BookOf(person), ShanghaiTime.Start(from), ShanghaiTime.Start(to.AddDays(1)), cancel);
        var csv = new StringBuilder("\uFEFFid,from,to,value,unit,numerator,denominator,missing,low,high,method,beside,definition\r\n");
        foreach (var f in figures)
        {
            csv.AppendJoin(',', f.Id, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}", Number(f.Value), f.Unit, Number(f.Numerator), f.Denominator.ToString(CultureInfo.InvariantCulture), Number(f.Missing),
                Number(f.Interval?.Low), Number(f.Interval?.High), f.Method, Number(f.Beside), "\"" + f.Definition.In(language).Replace("\"", "\"\"") + "\"").Append("\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", $"outcomes-{from:yyyyMMdd}-{to:yyyyMMdd}.csv");
    });

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
