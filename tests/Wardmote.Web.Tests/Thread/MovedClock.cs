namespace Wardmote.Web.Tests.Thread;

/// <summary>A clock that a test moves: days pass between steps, as a procedure wants.</summary>
internal sealed class MovedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves it.</summary>
    internal void Move(TimeSpan by) => now += by;
}
