namespace Wardmote.Web.Tests.Thread;

/// <summary>A clock that stands until a test moves it: days pass between steps, as a procedure wants. Timers run on the machine's own.</summary>
internal sealed class MovedClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>Now.</summary>
    internal DateTimeOffset Now { get; set; } = now;

    /// <summary>Nine o'clock of a day in Shanghai.</summary>
    internal static DateTimeOffset At(int year, int month, int day, int hour = 9) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(8));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    /// <summary>Moves it.</summary>
    internal void Move(TimeSpan by) => Now += by;
}
