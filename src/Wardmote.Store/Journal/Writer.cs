using System.Threading.Channels;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>The one writer of a process: appends that arrive while the disk is syncing go together into the next commit.</summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int Most = 256;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly Engine engine;
    private readonly Project project;
    private readonly Task loop;

    internal Writer(Engine engine, Project project)
    {
        this.engine = engine;
        this.project = project;
        loop = Task.Run(LoopAsync);
    }

    internal async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel)
    {
        var waiting = new Waiting(Prepared.Of(append, project, engine.Away), new TaskCompletionSource<AppendAnswer>(TaskCreationOptions.RunContinuationsAsynchronously), cancel);
        await queue.Writer.WriteAsync(waiting, cancel);
        return await waiting.Answer.Task.WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task LoopAsync()
    {
        var taken = new List<Waiting>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            taken.Clear();
            while (taken.Count < Most && queue.Reader.TryRead(out var waiting))
            {
                // Nobody waits any more and nothing was written: leave it out.
                if (!waiting.Cancel.IsCancellationRequested)
                {
                    taken.Add(waiting);
                }
            }

            if (taken.Count > 0)
            {
                await WriteAsync(taken, true);
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<Waiting> waiting, bool mayRetry)
    {
        object[] answers;
        try
        {
            await using var turn = await engine.BeginAsync(waiting.Select(w => w.Prepared.Append.Book.Code), CancellationToken.None);
            answers = await new Batch(turn, project, waiting.Select(w => w.Prepared).ToList()).RunAsync(CancellationToken.None);
            if (answers.Any(a => a is AppendAnswer.Written { Repeated: false }))
            {
                await turn.CommitAsync(CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            var unavailable = engine.Unavailable(error);
            if (mayRetry && unavailable is { Reason: StoreFault.Gone })
            {
                // A connection that died while it lay in the pool says nothing about the server now; keys make the second try safe.
                await WriteAsync(waiting, false);
            }
            else if (unavailable is null && waiting.Count > 1)
            {
                // One of them is at fault; the others must not suffer for it.
                foreach (var one in waiting)
                {
                    await WriteAsync([one], false);
                }
            }
            else
            {
                foreach (var one in waiting)
                {
                    one.Answer.TrySetException(unavailable ?? error);
                }
            }

            return;
        }

        for (var i = 0; i < waiting.Count; i++)
        {
            if (answers[i] is AppendAnswer answer)
            {
                waiting[i].Answer.TrySetResult(answer);
            }
            else
            {
                waiting[i].Answer.TrySetException((Exception)answers[i]);
            }
        }
    }

    private sealed record Waiting(Prepared Prepared, TaskCompletionSource<AppendAnswer> Answer, CancellationToken Cancel);
}
