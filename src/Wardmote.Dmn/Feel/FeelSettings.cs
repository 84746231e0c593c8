namespace Wardmote.Dmn;

/// <summary>How far an evaluation may go, and what it is told about its surroundings.</summary>
public sealed record FeelSettings
{
    /// <summary>The settings used where none are given.</summary>
    public static FeelSettings Default { get; } = new();

    /// <summary>Evaluations and items made, before an evaluation is stopped.</summary>
    public long Steps { get; init; } = 5_000_000;

    /// <summary>Nested evaluations (calls within calls), before an evaluation is stopped.</summary>
    public int Depth { get; init; } = 2_000;

    /// <summary>How long one regular expression may run.</summary>
    public TimeSpan PatternTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The moment <c>now()</c> and <c>today()</c> answer; without it they are errors.</summary>
    public DateTimeOffset? Now { get; init; }
}

/// <summary>The running count of one evaluation.</summary>
internal sealed class Evaluation(FeelSettings settings)
{
    /// <summary>
    /// The evaluation under way on this thread. Values may share parts a millionfold, so comparing, typing and printing them is
    /// work too, and must be counted without every value carrying the count.
    /// </summary>
    [ThreadStatic]
    private static Evaluation? current;

    private long left = settings.Steps;
    private int depth;

    public FeelSettings Settings { get; } = settings;

    /// <summary>Takes steps from the budget; a list of n items costs n.</summary>
    public void Take(long steps = 1)
    {
        left -= steps;
        if (left < 0)
        {
            throw new EvaluationStopped($"stopped after {Settings.Steps} steps");
        }
    }

    public void Enter()
    {
        if (++depth > Settings.Depth || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new EvaluationStopped($"stopped at {depth} evaluations within each other");
        }
    }

    public void Leave() => depth--;

    /// <summary>Answers with the work's value, or an error where it ran out of its budget.</summary>
    public static FeelValue Run(FeelSettings settings, Func<Evaluation, FeelValue> work)
    {
        var outer = current;
        var run = current = new Evaluation(settings);
        try
        {
            return work(run);
        }
        catch (EvaluationStopped stopped)
        {
            return FeelValue.Error(stopped.Message);
        }
        catch (ArithmeticException)
        {
            return FeelValue.Error("a number has more than 28 digits");
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>Counts a walk through values against the evaluation under way; the answer is given back with <see cref="Leave"/>.</summary>
    public static Evaluation? Step()
    {
        var run = current;
        run?.Take();
        run?.Enter();
        return run;
    }

    /// <summary>Takes steps from the evaluation under way, where there is one.</summary>
    public static void Charge(long steps) => current?.Take(steps);

    public static bool IsUnderWay => current is not null;
}

/// <summary>Leaves an evaluation that is over its budget; never leaves the library.</summary>
internal sealed class EvaluationStopped(string reason) : Exception(reason);
