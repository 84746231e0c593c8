using Wardmote.Web.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(InABrowser))]

namespace Wardmote.Web.Tests.Browser;

/// <summary>
/// Tests in a browser run one class after another and begin before everything else: two browsers beside one another on two cores take longer than one after the other and run into their time-outs, and what
/// takes longest must not begin last.
/// </summary>
public sealed class InABrowser : ITestCollectionOrderer
{
    /// <summary>Name of their collection.</summary>
    public const string Name = "in a browser";

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionDisplayName == Name ? 0 : 1)];
}
