using System.Collections.Frozen;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Web.Host;

namespace Wardmote.Web;

/// <summary>Names of people by account id, for lists and histories: read again every minute, so that a page never waits for them.</summary>
public sealed class Names(Database database, Settings settings)
{
    private const int Chunk = 500;

    private volatile FrozenDictionary<string, Text> _names = FrozenDictionary<string, Text>.Empty;

    /// <summary>The name; the id itself for somebody without an account.</summary>
    public Text Of(string id) => _names.TryGetValue(id, out var name) ? name : (settings.Demo ? DemoPeople.NameOf(id) : null) ?? Text.Same(id);

    /// <summary>Reads all accounts.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        var all = new Dictionary<string, Text>();
        for (var skip = 0; ; skip += Chunk)
        {
            var accounts = await database.Accounts.ListAsync(null, skip, Chunk, cancel);
            foreach (var account in accounts)
            {
                all[account.Id] = account.DisplayName;
            }

            if (accounts.Count < Chunk)
            {
                break;
            }
        }

        _names = all.ToFrozenDictionary();
    }
}
