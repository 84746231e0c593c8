namespace Wardmote.Store;

/// <summary>
/// A simulated clock. Lives wait on it for their next moment and are woken in its order, one at a time, so that a strand is lived through in the order of its days and
/// always in the same one. What would happen after the last moment has not happened yet. 模拟时钟
/// </summary>
public sealed class DemoClock(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _waiting = new();
    private TaskCompletionSource _idle = new();
    private Exception? _fault;
    private long _order;

    /// <summary>The moment.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Begins a life at a moment.</summary>
    public void Begin(DateTimeOffset at, Func<Task> life) => _waiting.Enqueue(() => _ = LiveAsync(life), (at, _order++));

    /// <summary>Waits for a moment; one that has passed is now.</summary>
    public Task UntilAsync(DateTimeOffset at)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(turn.SetResult, (at < Now ? Now : at, _order++));
        _idle.SetResult();
        return turn.Task;
    }

    /// <summary>Runs until a moment.</summary>
    public async Task RunAsync(DateTimeOffset until, CancellationToken cancel)
    {
        while (_waiting.TryPeek(out var wake, out var next) && next.At <= until)
        {
            cancel.ThrowIfCancellationRequested();
            _waiting.Dequeue();
            Now = next.At;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            wake();
            await _idle.Task;
            if (_fault is not null)
            {
                throw new InvalidOperationException($"the demo broke off at {Now:yyyy-MM-dd HH:mm}: {_fault.Message}", _fault);
            }
        }
    }

    private async Task LiveAsync(Func<Task> life)
    {
        try
        {
            await life();
        }
        catch (Exception error)
        {
            // Thrown again where the clock is run.
            _fault = error;
        }
        finally
        {
            _idle.SetResult();
        }
    }
}
