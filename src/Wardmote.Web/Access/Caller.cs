using System.Security.Claims;
using Wardmote.Access;
using Wardmote.Law;

namespace Wardmote.Web;

/// <summary>The person behind a request, read from the claims of the cookie or the bearer token.</summary>
public static class Caller
{
    /// <summary>The signed-in person; null for the public.</summary>
    public static Person? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && user.FindFirstValue("wm:id") is { } id
            ? new Person(
                id,
                new Text(user.FindFirstValue("wm:name-zh") ?? id, user.FindFirstValue("wm:name-en") ?? id, user.FindFirstValue("wm:name-ar") ?? id),
                [.. user.FindAll("wm:role").Select(c => c.Value)],
                user.FindFirstValue("wm:county") ?? "",
                user.FindFirstValue("wm:locality") ?? "",
                user.FindFirstValue("wm:agency") ?? "")
            : null;

    /// <summary>The claims that name a person.</summary>
    public static IEnumerable<Claim> ClaimsOf(Person person)
    {
        yield return new Claim("wm:id", person.Id);
        yield return new Claim("wm:name-zh", person.Name.Zh);
        yield return new Claim("wm:name-en", person.Name.En);
        yield return new Claim("wm:name-ar", person.Name.Ar);
        yield return new Claim("wm:county", person.County);
        yield return new Claim("wm:locality", person.Locality);
        yield return new Claim("wm:agency", person.Agency);
        foreach (var role in person.Roles)
        {
            yield return new Claim("wm:role", role);
        }
    }
}
