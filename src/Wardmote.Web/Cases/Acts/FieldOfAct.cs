using Microsoft.AspNetCore.Components;
using Wardmote.Web.Languages;

namespace Wardmote.Web.CasesPages.Acts;

/// <summary>A field of an act's form: its words are those of its name unless it has its own.</summary>
public abstract class FieldOfAct : ComponentBase
{
    /// <summary>Words.</summary>
    [Inject]
    protected Words W { get; set; } = default!;

    /// <summary>The form.</summary>
    [CascadingParameter]
    public ActForm Form { get; set; } = default!;

    /// <summary>Name of the field.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What is asked; by its name when null.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>One line more.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What stands in it before anything was typed.</summary>
    [Parameter]
    public string Before { get; set; } = "";

    /// <summary>True when it may stay empty.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>The label as shown.</summary>
    protected string Asks => Label ?? W["act.field." + Name];

    /// <summary>What stands in it.</summary>
    protected string Value => Form.Typed(Name, Before);
}
