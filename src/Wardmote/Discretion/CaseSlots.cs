using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Wardmote.Dmn;
using Wardmote.Dmn.Tables;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>
/// 逐案裁量: one case after another under a compiled standard of rows. Facts are read from UTF-8 JSON straight into the columns they are asked in; the verdict is a look-up; why each other row did not fit
/// stands there as bits, and becomes JSON or words only when somebody asks. The answers are those of <see cref="Weigh"/>, which the tests compare. Not for two threads at once.
/// </summary>
public sealed class CaseSlots
{
    private readonly CompiledStandard compiled;
    private readonly DiscretionStandard standard;
    private readonly byte[][] names;
    private readonly byte[][] quoted;
    private readonly byte[][] tiers;
    private readonly byte[][] heads;
    private readonly byte[][][] words;
    private readonly FeelValue[][] wordValues;
    private readonly FeelValue[] values;
    private readonly bool[] given;
    private readonly TableSlots? domain;
    private readonly TableSlots individual;
    private readonly TableSlots entity;
    private readonly int longest;
    private readonly NotFitting[] not;
    private PartyKind who;

    internal CaseSlots(CompiledStandard compiled)
    {
        (this.compiled, standard) = (compiled, compiled.Standard);
        if (standard.Weights is not null || standard.Facts.Count > 64)
        {
            throw new ArgumentException($"the standard {standard.Id} is a sum of weights or asks more than 64 facts: weigh its cases one by one", nameof(compiled));
        }

        names = [.. standard.Facts.Select(f => Encoding.UTF8.GetBytes(f.Name))];
        quoted = [.. standard.Facts.Select(f => Encoding.UTF8.GetBytes(Cells.Quoted(f.Name)))];
        tiers = [.. standard.Tiers.Select(t => Encoding.UTF8.GetBytes(Cells.Quoted(t.Name)))];
        heads = [.. standard.Tiers.Select((_, i) => Encoding.UTF8.GetBytes($"{{\"row\":{i + 1},\"facts\":["))];
        longest = 400 + tiers.Sum(t => t.Length) + heads.Sum(h => h.Length + 20 + (2 * quoted.Sum(q => q.Length + 1)));
        words = [.. standard.Facts.Select(f => f.Values.Select(Encoding.UTF8.GetBytes).ToArray())];
        wordValues = [.. standard.Facts.Select(f => f.Values.Select(v => (FeelValue)FeelValue.From(v)).ToArray())];
        values = new FeelValue[names.Length];
        given = new bool[names.Length];
        domain = compiled.Domain?.Slots();
        (individual, entity) = (compiled.Side(PartyKind.Individual).Table.Slots(), compiled.Side(PartyKind.Entity).Table.Slots());
        not = new NotFitting[standard.Tiers.Count];
    }

    /// <summary>Reads the facts of a party's case, a JSON object; false where it is none. Facts that the standard does not ask for are passed over.</summary>
    public bool Read(PartyKind party, ReadOnlySpan<byte> json)
    {
        who = party;
        var slots = Slots;
        slots.Clear();
        domain?.Clear();
        Array.Clear(given);
        if (compiled.Side(who).NeedsValues)
        {
            Array.Fill(values, FeelValue.Null);
        }

        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        for (var next = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; next++)
        {
            var fact = FactOf(ref reader, next);
            reader.Read();
            if (fact < 0)
            {
                reader.Skip();
                continue;
            }

            Take(ref reader, fact, slots);
        }

        for (var fact = 0; standard.Unknown == "lowest" && fact < given.Length; fact++)
        {
            if (!given[fact])
            {
                slots.Set(fact, compiled.Lowest[fact]);
            }
        }

        slots.Match();
        domain?.Match();
        return true;
    }

    /// <summary>What the standard says of the case that was read.</summary>
    public Verdict On(YuanRange? statutory)
    {
        if (domain is not null && domain[0] == RowAnswer.No)
        {
            return Verdict.Undecided;
        }

        var side = compiled.Side(who);
        Span<RowAnswer> rows = stackalloc RowAnswer[standard.Tiers.Count];
        side.Answers(Slots, rows);
        var row = side.Winner(rows);
        return row < 0 ? Verdict.Undecided : side.Verdict(row, statutory, values);
    }

    /// <summary>Why the other rows of the party did not fit.</summary>
    public IReadOnlyList<NotFired> WhyNot(Verdict verdict)
    {
        IReadOnlyList<string> Of(ulong facts) => [.. Enumerable.Range(0, names.Length).Where(f => (facts & (1UL << f)) != 0).Select(f => standard.Facts[f].Name)];
        return [.. not[..compiled.Side(who).WhyNot(Slots, verdict.Rule - 1, not)].Select(n => new NotFired(n.Row + 1, standard.Tiers[n.Row].Name, Of(n.Failed), Of(n.Open), n.Alternative))];
    }

    /// <summary>Writes the answer as JSON: the row, its tier and sum, and for each other row of the party the facts that keep it from fitting (<c>facts</c>) and those not established (<c>open</c>).</summary>
    public void Write(YuanRange? statutory, IBufferWriter<byte> to)
    {
        var verdict = On(statutory);
        var count = compiled.Side(who).WhyNot(Slots, verdict.Rule - 1, not);
        var answer = new Utf8Line(to, longest);
        answer.Put("{\"row\":"u8);
        answer.Put(verdict.Rule);
        answer.Put(",\"tier\":"u8);
        answer.Put(verdict.Rule > 0 ? tiers[verdict.Rule - 1] : "null"u8);
        if (verdict.Fine is { } fine)
        {
            answer.Put(",\"fine\":{\"min\":"u8);
            answer.Put(fine.Min);
            answer.Put(",\"max\":"u8);
            answer.Put(fine.Max);
            answer.Put("}"u8);
        }

        if (verdict.None is { } none)
        {
            answer.Put(none == "must" ? ",\"none\":\"must\""u8 : ",\"none\":\"may\""u8);
        }

        answer.Put(",\"whyNot\":["u8);
        for (var i = 0; i < count; i++)
        {
            answer.Put(i == 0 ? ""u8 : ","u8);
            answer.Put(heads[not[i].Row]);
            List(ref answer, not[i].Failed);
            if (not[i].Open != 0)
            {
                answer.Put("],\"open\":["u8);
                List(ref answer, not[i].Open);
            }

            answer.Put("]}"u8);
        }

        answer.Put("]}"u8);
        answer.Done(to);
    }

    private TableSlots Slots => who == PartyKind.Individual ? individual : entity;

    private void List(ref Utf8Line answer, ulong facts)
    {
        for (var comma = false; facts != 0; facts &= facts - 1, comma = true)
        {
            if (comma)
            {
                answer.Put(","u8);
            }

            answer.Put(quoted[BitOperations.TrailingZeroCount(facts)]);
        }
    }

    /// <summary>The fact a property names: mostly the one after the last, since callers write them in one order.</summary>
    private int FactOf(ref Utf8JsonReader reader, int next)
    {
        if (next < names.Length && reader.ValueTextEquals(names[next]))
        {
            return next;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void Take(ref Utf8JsonReader reader, int fact, TableSlots slots)
    {
        // A number goes into its piece as it is; only where sums are reckoned from it, or the standard limits it, is it kept as a value too.
        if (reader.TokenType == JsonTokenType.Number && domain is null && !compiled.Side(who).NeedsValues && reader.TryGetDecimal(out var number))
        {
            given[fact] = true;
            slots.Set(fact, number);
            return;
        }

        var value = ValueOf(ref reader, fact);
        given[fact] = !value.IsNull;
        values[fact] = value;
        slots.Set(fact, value);
        domain?.Set(fact, value);
    }

    private FeelValue ValueOf(ref Utf8JsonReader reader, int fact)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return FeelValue.True;
            case JsonTokenType.False:
                return FeelValue.False;
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number) ? FeelValue.From(number) : FeelValue.Null;
            case not JsonTokenType.String:
                reader.Skip();
                return FeelValue.Null;
            default:
                for (var i = 0; i < words[fact].Length; i++)
                {
                    if (reader.ValueTextEquals(words[fact][i]))
                    {
                        return wordValues[fact][i];
                    }
                }

                return Weigh.Value(standard.Facts[fact], reader.GetString()!);
        }
    }

    /// <summary>A line of UTF-8 put together in one piece of memory that is long enough for it.</summary>
    private ref struct Utf8Line(IBufferWriter<byte> to, int longest)
    {
        private readonly Span<byte> line = to.GetSpan(longest);
        private int length;

        public void Put(ReadOnlySpan<byte> text)
        {
            text.CopyTo(line[length..]);
            length += text.Length;
        }

        public void Put(int number)
        {
            Utf8Formatter.TryFormat(number, line[length..], out var written);
            length += written;
        }

        public void Put(decimal number)
        {
            if (number is >= 0 and <= int.MaxValue && decimal.Truncate(number) == number)
            {
                Put((int)number);
                return;
            }

            Utf8Formatter.TryFormat(number, line[length..], out var written);
            length += written;
        }

        public readonly void Done(IBufferWriter<byte> writer) => writer.Advance(length);
    }
}
