using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Web.Api;
using Wardmote.Web.Host;
using Wardmote.Web.Languages;

namespace Wardmote.Web;

/// <summary>Opaque bearer tokens, looked up: a revoked one fails at once, or <see cref="Accounts.KnownFor"/> later where another machine revoked it.</summary>
internal sealed class BearerSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignIn signIn)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string Name = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        return await signIn.OfTokenAsync(header[7..].Trim(), Context.RequestAborted) is { } account
            ? AuthenticateResult.Success(new AuthenticationTicket(SignIn.PrincipalOf(account, Name), Name))
            : AuthenticateResult.Fail("unknown or ended token");
    }
}

/// <summary>Accounts, cookies, tokens, and the first people of a house.</summary>
internal static class People
{
    private sealed record Asked(string User, string Password);

    /// <summary>Adds sign-in.</summary>
    internal static void AddPeople(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        services.AddSingleton(sp => sp.GetRequiredService<Database>().Accounts);
        services.AddScoped<SignIn>();
        services.AddSingleton<HouseAccounts>();
        services.AddIdentityCore<Login>(identity =>
        {
            // Length is what makes a password strong; rules about signs make people write them down.
            identity.Password.RequiredLength = 12;
            identity.Password.RequiredUniqueChars = 4;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        }).AddUserStore<AccountStore>();
        services.AddAuthentication("either")
            .AddPolicyScheme("either", null, scheme => scheme.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 ? BearerSignIn.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerSignIn>(BearerSignIn.Name, null)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "wm-staff";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = settings.Loopback ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                cookie.Cookie.Path = "/";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "then";
                cookie.Events.OnRedirectToLogin = Turn(StatusCodes.Status401Unauthorized, cookie.Events.OnRedirectToLogin);
                cookie.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
                cookie.Events.OnValidatePrincipal = async context =>
                {
                    if (context.Request.Path.StartsWithSegments("/health"))
                    {
                        // Says how the database is even when accounts cannot be read.
                        context.RejectPrincipal();
                        return;
                    }

                    var signIn = context.HttpContext.RequestServices.GetRequiredService<SignIn>();
                    if (!await signIn.StillAsync(context.Principal!, context.HttpContext.RequestAborted))
                    {
                        context.RejectPrincipal();
                        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                    }
                };
            });
        services.AddAuthorization();
    }

    /// <summary>Whoever must choose a password is led there first.</summary>
    internal static void UseFirstPasswords(this WebApplication app) => app.Use((context, next) =>
    {
        if (!SignIn.MustChoose(context.User) || context.Request.Path.Value is "/password" or "/sign-out" || context.Request.Path.StartsWithSegments("/health"))
        {
            return next(context);
        }

        if (context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            context.Response.Redirect($"/{context.LanguageOf().Code}/password");
        }

        return Task.CompletedTask;
    });

    /// <summary>Sign-in for programs, sign-out for browsers.</summary>
    internal static void MapSignIn(this WebApplication app)
    {
        app.MapOpen<Asked>("/api/sign-in", async (http, asked, _) =>
        {
            var (signIn, cancel) = (http.RequestServices.GetRequiredService<SignIn>(), http.RequestAborted);
            var language = http.LanguageOf().Code;
            var answer = await signIn.TryAsync(asked.User, asked.Password, cancel);
            if (answer.Account is not { } account)
            {
                return TypedResults.Json(Answers.Refused(answer.LockedUntil is { } until ? Locked(until) : Wrong, language), statusCode: answer.LockedUntil is null ? 401 : 423);
            }

            var (token, expires) = await signIn.TokenAsync(account, cancel);
            return Results.Json(new { token, expires, user = account.UserName, roles = account.Roles, county = account.County, locality = account.Locality, agency = account.Agency });
        }).DisableAntiforgery().WithTags("sign-in");
        app.MapPost("/sign-out", async (HttpContext http, Microsoft.AspNetCore.Antiforgery.IAntiforgery forms) =>
        {
            await forms.ValidateRequestAsync(http);
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.Redirect(http.Request.PathBase + "/");
        }).DisableAntiforgery();
    }

    /// <summary>The demo's people; or, in a house without any, a one-time link for the first administrator, printed where the program was started.</summary>
    internal static async Task WelcomeAsync(this WebApplication app, Settings settings)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        if (settings.Demo)
        {
            string? hash = null;
            foreach (var person in DemoPeople.All)
            {
                if (await accounts.FindAsync(person.Id) is null)
                {
                    hash ??= hasher.HashPassword(null!, DemoPeople.Password);
                    await accounts.AddAsync(AccountOf(person, hash, now));
                }
            }

            Console.WriteLine($"""
                Wardmote is at {settings.Urls.Split(';')[0]}

                Demo on this machine only; people and cases are invented. Sign in as one of
                  {string.Join(", ", DemoPeople.All.Select(p => p.Id))}
                with the password {DemoPeople.Password}
                """);
            return;
        }

        Console.WriteLine($"Wardmote is at {settings.Urls.Split(';')[0]}");

        // A demo's database must not be opened to others with its public passwords.
        foreach (var person in DemoPeople.All)
        {
            if (await accounts.FindAsync(person.Id) is { Enabled: true } left && left.DisplayName == person.Name)
            {
                await accounts.ReplaceAsync(left with { Enabled = false, SecurityStamp = Guid.NewGuid().ToString("N") }, left.SecurityStamp);
            }
        }

        var all = await accounts.ListAsync(take: 10_000);
        if (all.Any(a => a is { Enabled: true, PasswordHash.Length: > 0 } && a.Roles.Contains("administrator")))
        {
            return;
        }

        const string first = "first-administrator";
        if (await accounts.FindAsync(first) is null)
        {
            await accounts.AddAsync(AccountOf(new Wardmote.Access.Person(first, new Text("管理员", "Administrator", "المدير"), ["administrator"], "", "", ""), "", now) with { UserName = "administrator" });
        }

        var secret = await accounts.IssueLinkAsync(first, "welcome", now.AddHours(24));
        Console.WriteLine($"First administrator (once, within 24 hours): {settings.Urls.Split(';')[0].TrimEnd('/')}/welcome?key={secret}");
    }

    private static Account AccountOf(Wardmote.Access.Person person, string hash, DateTimeOffset now) => new()
    {
        Id = person.Id,
        UserName = person.Id,
        DisplayName = person.Name,
        PasswordHash = hash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Roles = person.Roles,
        County = person.County,
        Locality = person.Locality,
        Agency = person.Agency,
        Created = now,
    };

    private static Refusal Wrong { get; } = new("wrong_sign_in",
        new Text("账号或密码不对", "the name or the password is wrong", "الاسم أو كلمة المرور غير صحيحة"),
        new Text("请核对后再试；忘记密码请找管理员", "check both and try again; an administrator can give you a new password", "تحقق وأعد المحاولة؛ ويمكن للمدير أن يعطيك كلمة مرور جديدة"));

    private static Refusal Locked(DateTimeOffset until) => new("locked_out",
        new Text("连续 5 次不对，账号已暂时锁定", "five failures: the account is locked for a while", "خمس محاولات خاطئة: الحساب مقفل مؤقتاً"),
        new Text($"请在 {ShanghaiTime.Local(until):HH:mm} 之后再试", $"try again after {ShanghaiTime.Local(until):HH:mm}", $"أعد المحاولة بعد {ShanghaiTime.Local(until):HH:mm}"));

    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Turn(int status, Func<RedirectContext<CookieAuthenticationOptions>, Task> page) => context =>
    {
        if (!context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/photos"))
        {
            return page(context);
        }

        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
