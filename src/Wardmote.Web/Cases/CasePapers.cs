using Wardmote.Cases;
using Wardmote.Documents;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Web.CasesPages;

/// <summary>A paper of a case that can be seen and printed.</summary>
/// <param name="Key">Name in the address.</param>
/// <param name="Words">Key of its title.</param>
/// <param name="Line">Line by which the desk fills it; its template is empty where the record itself is the paper.</param>
public sealed record CasePaper(string Key, string Words, CatalogueLine Line);

/// <summary>案卷材料: the papers of a case for its page: the catalogue, and what is printed before its entry stands in the catalogue.</summary>
public static class CasePapers
{
    /// <summary>Every paper, in the order of the catalogue.</summary>
    public static IReadOnlyList<CasePaper> Of(CaseFile file)
    {
        var kinds = file.Entries.ToDictionary(e => e.Sequence, e => e.Kind.Split('/')[0]);
        var papers = Papers.Of(file).Select(l => new CasePaper($"{l.Sequence}", "entry." + kinds[l.Sequence], l)).ToList();

        // The notice is printed to be given, so it must be there before it was.
        if (file is { Notice: { } notice, NoticeGiven: null })
        {
            papers.Insert(0, new CasePaper("notice", "paper.prior_notice", Line(file, ApproveNotice.Template, notice.Number, typeof(NoticeApproved))));
        }

        if (file.NoPenalty is { Education: not null } spared)
        {
            papers.Add(new CasePaper("education", "paper.education", Line(file, "education-record", spared.Number, typeof(NotPunished))));
        }

        if (file.Ruling is { PayCode.Length: > 0 } ruling)
        {
            papers.Add(new CasePaper("slip", "paper.payment_slip", Line(file, CaseDocuments.PaymentSlip, ruling.Number, typeof(Decided))));
        }

        if (file.Archive is { } archive)
        {
            papers.Add(new CasePaper("catalogue", "paper.catalogue", Line(file, ArchiveCase.Template, archive.Number, typeof(CaseArchived))));
        }

        return papers;
    }

    /// <summary>The paper that was asked for; without a name the decision, else the newest that can be filled.</summary>
    public static CasePaper? Find(CaseFile file, string key)
    {
        var filled = Of(file).Where(p => p.Line.Template.Length > 0).ToList();
        return key.Length > 0 ? filled.Find(p => p.Key == key)
            : filled.Find(p => p.Line.Template is Decide.Template or SpotDecision.Template or NotPunish.Template) ?? (filled.Count > 0 ? filled[0] : null);
    }

    private static CatalogueLine Line(CaseFile file, string template, string number, Type body)
    {
        var entry = file.Entries.FindLast(e => e.Kind == Body.KindOf(body))!;
        return new CatalogueLine(0, template, "", number, ShanghaiTime.Day(entry.At), entry.Sequence);
    }
}
