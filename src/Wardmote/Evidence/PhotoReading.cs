namespace Wardmote.Evidence;

/// <summary>照片识读: what a model made of a photo. Derived, kept beside the original and made again at will: never an entry, never a finding.</summary>
/// <param name="Model">Name and version of what read it.</param>
/// <param name="Words">Words on signs, from the top down.</param>
/// <param name="People">How many people it sees; null when nothing counts them.</param>
/// <param name="Vehicles">How many cars, lorries, buses and two-wheelers it sees; null when nothing counts them.</param>
/// <param name="Failure">Why there is nothing: <c>not_decoded</c>, <c>too_slow</c> or <c>failed</c>; empty when it was read.</param>
public sealed record PhotoReading(string Model, IReadOnlyList<SignWords> Words, int? People = null, int? Vehicles = null, string Failure = "");

/// <summary>招牌文字: words a model read off a sign.</summary>
/// <param name="Words">Words.</param>
/// <param name="Confidence">How sure the model is, 0 to 1; not calibrated.</param>
/// <param name="Left">Left edge of the box around them, as a share of the picture held upright.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record SignWords(string Words, double Confidence, double Left, double Top, double Width, double Height);
