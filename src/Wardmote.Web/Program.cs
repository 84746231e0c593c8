using Wardmote.Web;
using Wardmote.Web.Api;
using Wardmote.Web.Host;
using Wardmote.Web.Languages;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = Settings.From(builder.Configuration);

builder.AddGround(settings);
builder.AddRecord(settings);
builder.AddPeople(settings);
builder.AddIntake();
builder.AddInspections(settings);

var app = builder.Build();

app.UseSecurityHeaders(settings);
app.UseResponseCompression();
app.UseAssets();
app.UseLanguages();
app.UseFaults();
app.UseRateLimiter();
app.UseFormReading();
app.UseRouting();
app.UseAuthentication();
app.UseFirstPasswords();
app.UseAuthorization();
app.UseAntiforgery();
app.UseStaleForms();

app.MapPages();
app.MapHealth();
app.MapApi();
app.MapDecisions();
app.MapProofs();
app.MapPapers();
app.MapOutcomes();
app.MapStandardPapers();
app.MapPhotos();
app.MapSignIn();
app.MapInspectionCode();

await app.OpenRecordAsync();
await app.WelcomeAsync(settings);
app.Run();

/// <summary>The host: pages, API, sign-in and background clocks of Wardmote.</summary>
public partial class Program;
