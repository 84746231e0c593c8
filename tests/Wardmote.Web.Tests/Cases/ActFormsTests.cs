using Wardmote.Cases;
using Wardmote.Web.CasesPages.Acts;

namespace Wardmote.Web.Tests.Cases;

/// <summary>Every act that the procedure opens has a form, so that no case is stuck in the browser.</summary>
public sealed class ActFormsTests
{
    [Fact]
    public void Every_step_has_a_form_and_every_form_a_step() => Assert.Equal(Steps.All.Select(s => s.Act).Order(StringComparer.Ordinal), ActForms.Acts.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_form_is_a_form_of_an_act() => Assert.All(ActForms.Acts, a => Assert.True(typeof(ActForm).IsAssignableFrom(ActForms.Of(a)), a));
}
