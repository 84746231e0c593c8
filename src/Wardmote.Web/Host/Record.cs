using Wardmote.Desk;
using Wardmote.Intake;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Recognition;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Web.Host;

/// <summary>The record and the law, opened once at start: journal, cards, originals, desk.</summary>
public sealed class Record(Settings settings)
{
    private Database? database;
    private LawShelf? shelf;

    /// <summary>The database; throws before it is open.</summary>
    public Database Database => database ?? throw new StoreUnavailable(StoreFault.Gone, "The database is not open yet.");

    /// <summary>The law in force.</summary>
    public LawShelf Shelf => shelf ??= new LawShelf(LawReader.ReadInstalled(settings.Law));

    /// <summary>Opens the database, and its tables when there are none.</summary>
    public async Task OpenAsync(CancellationToken cancel = default)
    {
        Directory.CreateDirectory(settings.Data);
        database = await Database.OpenAsync(settings.Database, new Cards(Shelf.InForce).Project, Path.Combine(settings.Data, "files"), cancel);
    }
}

/// <summary>Puts the record within reach of pages.</summary>
internal static class RecordExtensions
{
    /// <summary>Adds the record and what is read from it.</summary>
    internal static void AddRecord(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        services.AddSingleton(new Record(settings));
        services.AddSingleton<Background>();
        services.AddSingleton(sp => sp.GetRequiredService<Record>().Database);
        services.AddSingleton<IJournal>(sp => sp.GetRequiredService<Database>());
        services.AddSingleton<ICards, CardsToday>();
        services.AddSingleton(sp => sp.GetRequiredService<Record>().Shelf);
        services.AddTransient(sp => sp.GetRequiredService<LawShelf>().InForce);
        services.AddSingleton(sp => sp.GetRequiredService<Database>().Originals);
        services.AddSingleton(new HostKey(settings.Data));
        services.AddSingleton<IDeskTools>(DeskTools.Open(Path.Combine(settings.Data, "keys"), settings.Law));
        services.AddSingleton<ReadingRoom>();
        services.AddHttpClient();
        if (settings.LanguageModel is { } model)
        {
            services.AddTransient(sp => new SecondOpinion(sp.GetRequiredService<IHttpClientFactory>().CreateClient("language-model"), model, Matters.Of(sp.GetRequiredService<LawInForce>())));
        }

        services.AddSingleton<Names>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<Func<string, string?, Hints>>(sp => sp.GetRequiredService<ReadingRoom>().Read);
        services.AddHostedService<HouseWork>();
        services.AddSingleton<PhotoRoom>();
        services.AddHostedService(sp => sp.GetRequiredService<PhotoRoom>());
        services.AddSingleton<Watch>();
        services.AddSingleton<Complaints>();
        services.AddHostedService<WatchClock>();
        services.AddSingleton<Counter>();
        services.AddSingleton(sp => new Desk.Desk(sp.GetRequiredService<IJournal>(), sp.GetRequiredService<LawShelf>(), sp.GetRequiredService<IDeskTools>()));
    }

    /// <summary>Opens the record before the first request.</summary>
    internal static async Task OpenRecordAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<Record>().OpenAsync();
        await app.Services.GetRequiredService<LawShelf>().RefreshAsync(app.Services.GetRequiredService<IJournal>(), app.Services.GetRequiredService<IDeskTools>());
    }
}
