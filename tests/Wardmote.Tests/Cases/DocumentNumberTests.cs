using Wardmote.Cases;
using Xunit;

namespace Wardmote.Tests.Cases;

/// <summary>文号: numbers across the turn of a year.</summary>
public sealed class DocumentNumberTests
{
    [Fact]
    public void A_document_of_the_next_year_cannot_take_the_number_of_a_case_of_that_year()
    {
        var file = new Matter(at: new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.FromHours(8))).File;

        Assert.Equal($"罚告〔2026〕{Ground.Town}-0007号", DocumentNumber.Of("罚告", file, new DateOnly(2026, 12, 30), 0));
        Assert.Equal($"罚告〔2027〕{Ground.Town}-2026-0007号", DocumentNumber.Of("罚告", file, new DateOnly(2027, 1, 5), 0));
    }
}
