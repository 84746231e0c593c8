using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Wardmote.Bench;

/// <summary>A throw-away PostgreSQL that does sync to disk, by its socket: the way to a server on the same machine.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wardmote-bench-pg-").FullName;
    private string programs = "";

    internal string Setting { get; private set; } = "";

    internal static async Task<Cluster?> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().LastOrDefault() : null;
        if (programs is null)
        {
            return null;
        }

        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var cluster = new Cluster { programs = programs + "/bin/" };
        cluster.Setting = $"Host={cluster.folder};Port={port};Username=postgres;Database=postgres";
        if (Environment.UserName == "root")
        {
            await ShellAsync($"chown postgres {cluster.folder}");
        }

        await cluster.ProgramAsync($"initdb -D {cluster.folder}/data -A trust -U postgres --encoding=UTF8 --locale=C.UTF-8");
        await cluster.ProgramAsync($"pg_ctl -D {cluster.folder}/data -w -s -l {cluster.folder}/log -o '-p {port} -h 127.0.0.1 -k {cluster.folder}' start");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await ProgramAsync($"pg_ctl -D {folder}/data -w -s -m immediate stop");
        Directory.Delete(folder, true);
    }

    private Task ProgramAsync(string words) => ShellAsync((Environment.UserName == "root" ? "cd / && runuser -u postgres -- " : "") + programs + words);

    private static async Task ShellAsync(string words)
    {
        using var process = Process.Start("/bin/sh", ["-c", words + " >/dev/null 2>&1 </dev/null"]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(words + " ended with " + process.ExitCode);
        }
    }
}
