using System.Text;

namespace Wardmote.Web.CasesPages;

/// <summary>对账单文件: the words of a bank's file. Banks write UTF-8 or GB 18030; what is not the one is the other.</summary>
internal static class StatementFile
{
    private const int Gb18030 = 54936;

    /// <summary>Reads it.</summary>
    internal static async Task<string> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await using (var content = file.OpenReadStream())
        {
            await content.CopyToAsync(bytes, cancel);
        }

        try
        {
            return new UTF8Encoding(false, true).GetString(bytes.ToArray());
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Gb18030)!.GetString(bytes.ToArray());
        }
    }
}
