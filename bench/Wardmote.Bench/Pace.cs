using System.Collections.Concurrent;
using System.Diagnostics;

namespace Wardmote.Bench;

/// <summary>Requests that come when they come: a slow answer does not hold the next one back, and a request's time counts from the moment it was due.</summary>
internal static class Pace
{
    /// <summary>Sends <paramref name="count"/> requests at a steady rate.</summary>
    /// <returns>How long all of it took, and the milliseconds of each from its due moment.</returns>
    internal static async Task<(TimeSpan Took, double[] Milliseconds)> RunAsync(double perSecond, int count, Func<int, CancellationToken, Task> request, CancellationToken stop)
    {
        var (start, sent, times) = (Stopwatch.GetTimestamp(), new Task[count], new ConcurrentBag<double>());
        await Task.Factory.StartNew(
            () =>
            {
                for (var n = 0; n < count; n++)
                {
                    var due = TimeSpan.FromSeconds(n / perSecond);
                    Wait(start, due);
                    stop.ThrowIfCancellationRequested();
                    sent[n] = OneAsync(n, due);
                }
            },
            stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(sent);
        return (Stopwatch.GetElapsedTime(start), [.. times]);

        async Task OneAsync(int n, TimeSpan due)
        {
            await request(n, stop);
            times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }
    }

    /// <summary>A thread of its own sleeps whole milliseconds and then looks at the clock: a timer of the pool comes a millisecond or two late, which would be told as the answer's time.</summary>
    private static void Wait(long start, TimeSpan due)
    {
        while (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } left)
        {
            if ((int)(left.TotalMilliseconds - 0.2) is > 0 and var whole)
            {
                Thread.Sleep(whole);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
