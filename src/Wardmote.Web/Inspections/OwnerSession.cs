using Microsoft.AspNetCore.DataProtection;
using Wardmote.Inspections;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.Web.Host;

namespace Wardmote.Web;

/// <summary>
/// Keeps owners' codes out of addresses and logs, as <see cref="TrackingSession"/> does for reporters: the code travels in a form's body, then in a sealed cookie of half an hour;
/// the code of premises just registered is shown from one that lasts ten minutes.
/// </summary>
public sealed class OwnerSession(IDataProtectionProvider protection, HostKey house)
{
    private const string SessionCookie = "wm-owner", ReceiptCookie = "wm-premises";
    private readonly ITimeLimitedDataProtector owner = protection.CreateProtector("owner session").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector receipt = protection.CreateProtector("premises receipt").ToTimeLimitedDataProtector();

    /// <summary>The owner's code for premises registered with a form; the same form gives the same code, which is kept nowhere.</summary>
    public string CodeFor(string person, string key) => TrackingCode.From(house.Mark("owner code", $"{person}\n{key}").AsSpan(0, 10));

    /// <summary>An id for what a form of a person makes; the same form gives the same id.</summary>
    public string IdFor(string purpose, string person, string key) => Convert.ToHexStringLower(house.Mark(purpose, $"{person}\n{key}").AsSpan(0, 16));

    /// <summary>Lets the browser see the premises of a code.</summary>
    public void Open(HttpContext http, string code) => TrackingSession.Set(http, SessionCookie, owner.Protect(code, TimeSpan.FromMinutes(30)), TimeSpan.FromMinutes(30));

    /// <summary>The code typed in this browser; null when none, or too long ago.</summary>
    public string? Of(HttpContext http) => TrackingSession.Read(owner, http.Request.Cookies[SessionCookie]);

    /// <summary>Forgets it.</summary>
    public void Close(HttpContext http) => http.Response.Cookies.Delete(SessionCookie);

    /// <summary>What a form carries, so that it never reaches other premises opened since in the same browser.</summary>
    public string Seal(Enterprise premises) => owner.Protect("form:" + premises.Id, TimeSpan.FromHours(8));

    /// <summary>True when a form was made for these premises.</summary>
    public bool Fits(string? sealedId, Enterprise premises) => TrackingSession.Read(owner, sealedId) == "form:" + premises.Id;

    /// <summary>Shows the code of premises on the next page.</summary>
    public void Receipt(HttpContext http, string premises, string code) =>
        TrackingSession.Set(http, ReceiptCookie, receipt.Protect($"{premises}/{code}", TimeSpan.FromMinutes(10)), TimeSpan.FromMinutes(10));

    /// <summary>Premises and code of the receipt; null when it was shown long ago.</summary>
    public (string Premises, string Code)? Receipt(HttpContext http) =>
        TrackingSession.Read(receipt, http.Request.Cookies[ReceiptCookie])?.Split('/') is [var premises, var code] ? (premises, code) : null;
}

/// <summary>Adds what the pages of visits stand on.</summary>
internal static class InspectionExtensions
{
    /// <summary>Adds it.</summary>
    internal static void AddInspections(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton(_ => new InspectionKeys(settings.Data));
        builder.Services.AddSingleton<OwnerSession>();
        builder.Services.AddSingleton(sp => new CodePage(Path.Combine(AppContext.BaseDirectory, "wwwroot"), sp.GetRequiredService<InspectionKeys>()));
    }

    /// <summary>Serves the page that checks inspection codes.</summary>
    internal static void MapInspectionCode(this WebApplication app) => CodePage.Map(app);
}
