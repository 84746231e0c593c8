using System.IO.Compression;
using System.Text;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>A county's published list, from the file as it was downloaded to the lines of the catalogue.</summary>
public sealed class CountyListTests
{
    private const string Head = "序号,事项名称,原行使部门,赋权范围,依据,赋权镇街\n";
    private const string Gas = "1,对天然气用户无正当理由拒绝入户安全检查的行政处罚,区经济信息委,行政处罚权以及与其行政处罚权有关的行政检查、行政强制措施,《重庆市天然气管理条例》（2019年修订）第六十条第一款第一项,镇人民政府、街道办事处\n";

    private static readonly ListPaper Paper = new("500110", "某区清单（举例）", "某府办〔2026〕1号（举例）", "", "a page (example)", new DateOnly(2027, 1, 1), Transition.FiledBeforeStays, "1月1日前已立案的由原镇街办结（举例）。", "", false);

    [Fact]
    public void The_row_of_the_published_notice_is_the_gas_item_for_every_town_and_the_inspection_waits_for_its_article()
    {
        var list = Preview(Head + Gas);
        var line = Assert.Single(list.Lines);
        Assert.True(line.Doubts.Count == 0, string.Join("; ", line.Doubts.Select(d => d.En)));
        Assert.Equal("NY-001", line.Item!.Code.Value);
        Assert.Equal(["500110"], line.Reach!.Regions);
        Assert.True(line.Scope.Penalise);
        Assert.False(line.Scope.Inspect || line.Scope.Execution && line.Scope.Measures);
        Assert.Contains(line.Remarks, r => r.En.Contains("inspection", StringComparison.Ordinal));

        var named = Preview(Head + Gas, new() { [line.Row.Line] = new RowAnswer(InspectionArticle: "第60条第1款") });
        Assert.Equal(new Scope(true, true, false, false), named.Lines[0].Scope);
        Assert.Equal(RowState.Confirmed, named.Lines[0].State);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_table_is_read_in_each_of_its_encodings_below_its_heading_lines(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "附件,,,,,\n某区镇街综合行政执法事项清单（2027年）,,,,,\n某府办〔2027〕3号,,,,,\n" + Head + "一、能源领域,,,,,\n" + Gas + Head + "注：本清单自公布之日起施行,,,,,\n";
        var bytes = encoding == "utf-16" ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] : Encoding.GetEncoding(encoding).GetBytes(text);
        var table = NoticeTable.Read("list.csv", bytes);
        Assert.Equal(encoding, table.Form);
        Assert.Equal(("某区镇街综合行政执法事项清单（2027年）", "某府办〔2027〕3号"), (table.Title, table.Number));
        Assert.Equal((1, 2), (table.Rows.Count, table.Passed.Count));
        Assert.Equal(6, table.Rows[0].Line);
        Assert.Equal("区经济信息委", table.Rows[0].Department);
    }

    [Fact]
    public void A_workbook_with_merged_cells_says_the_same_for_every_row_it_spans()
    {
        var table = NoticeTable.Read("list.xlsx", Workbook(
            ["某区镇街综合行政执法事项清单", "", "", "", "", ""],
            ["序号", "事项名称", "原行使部门", "赋权范围", "依据", "赋权镇街"],
            ["1", "甲", "区城市管理局", "行政处罚权", "《某条例》第一条", "全部镇街"],
            ["2", "乙", "", "", "《某条例》第二条", ""]));
        Assert.Equal("xlsx", table.Form);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(("乙", "区城市管理局", "行政处罚权", "全部镇街"), (table.Rows[1].Item, table.Rows[1].Department, table.Rows[1].Scope, table.Rows[1].Grantees));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no table at all")]
    [InlineData("序号,事项名称,原行使部门,赋权范围,依据,赋权镇街\n")]
    [InlineData("序号,事项名称,依据,赋权镇街\n1,\"a,b,c")]
    public void What_is_no_list_is_refused_with_what_to_do(string text)
    {
        var refused = Assert.Throws<LawPackException>(() => NoticeTable.Read("list.csv", Encoding.UTF8.GetBytes(text)));
        Assert.NotEmpty(refused.Remedy);
    }

    [Fact]
    public void Broken_and_foreign_files_are_refused_and_never_crash()
    {
        foreach (var bytes in new byte[][] { [0xD0, 0xCF, 0x11, 0xE0, 1, 2], [.. "%PDF-1.7"u8], [.. "PK\u0003\u0004broken"u8], [0xFF, 0x00, 0x81], new byte[TableFile.MostBytes + 1] })
        {
            Assert.Throws<LawPackException>(() => NoticeTable.Read("x", bytes));
        }

        var whole = Workbook(["序号", "事项名称", "原行使部门", "赋权范围", "依据", "赋权镇街"], ["1", "甲", "", "行政处罚", "《某》第1条", "全部镇街"]);
        var chance = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[chance.Next(bytes.Length)] ^= (byte)(1 + chance.Next(255));
            try
            {
                NoticeTable.Read("x", bytes[..(i % 3 == 0 ? chance.Next(bytes.Length) : bytes.Length)]);
            }
            catch (LawPackException)
            {
                // Refused with a reason is the right answer; anything else fails the test.
            }
        }
    }

    [Theory]
    [InlineData("全部镇街", true, 0, 0, false)]
    [InlineData("各镇（街道）", true, 0, 0, false)]
    [InlineData("各乡镇人民政府、街道办事处", true, 0, 0, false)]
    [InlineData("镇人民政府", true, 0, 0, true)]
    [InlineData("除古南街道、文龙街道外的其他镇街", true, 0, 2, false)]
    [InlineData("全部镇街（古南街道除外）", true, 0, 1, false)]
    [InlineData("古南街道；万东镇", false, 2, 0, false)]
    [InlineData("古南、万东", false, 2, 0, false)]
    [InlineData("古南街道办事处/万东镇人民政府等2个镇街", false, 2, 0, false)]
    [InlineData("街道办事处", false, -1, 0, false)]
    public void Words_for_towns_are_read(string words, bool county, int named, int except, bool townsOnly)
    {
        var (doubts, places) = (new List<Text>(), Places());
        var reach = Grantees.Read(words, "500110", places, doubts);
        Assert.True(doubts.Count == 0, string.Join("; ", doubts.Select(d => d.En)));
        Assert.Equal((county ? 1 : 0, except, townsOnly), (reach!.Regions.Count, reach.Except.Count, reach.TownsOnly));
        Assert.Equal(named < 0 ? places.Count(p => p.Kind == Teams.LocalityKind.Subdistrict) : named, reach.Localities.Count);
    }

    [Theory]
    [InlineData("不存在镇")]
    [InlineData("除不存在镇外的镇街")]
    [InlineData("古南街道、万东镇等3个镇街")]
    [InlineData("")]
    public void A_town_that_is_not_there_is_left_to_a_person(string words)
    {
        var doubts = new List<Text>();
        Assert.Null(Grantees.Read(words, "500110", Places(), doubts));
        Assert.NotEmpty(doubts);
    }

    [Theory]
    [InlineData("500117", "太和镇和双凤镇", 2)]
    [InlineData("500102", "义和街道、南沱镇", 2)]
    [InlineData("500102", "南沱镇和义和街道以及同乐镇", 3)]
    [InlineData("500102", "义和", 1)]
    public void A_word_for_and_inside_a_towns_name_parts_nothing(string county, string words, int named)
    {
        var doubts = new List<Text>();
        var reach = Grantees.Read(words, county, [.. Installed.Law.Localities.Where(l => l.County == county)], doubts);
        Assert.True(doubts.Count == 0, string.Join("; ", doubts.Select(d => d.En)));
        Assert.Equal(named, reach!.Localities.Count);
    }

    [Fact]
    public void Every_town_is_found_by_its_own_name()
    {
        foreach (var county in Installed.Law.Localities.Where(l => l.County.StartsWith("50", StringComparison.Ordinal)).GroupBy(l => l.County))
        {
            var places = county.ToList();
            foreach (var place in places)
            {
                Assert.Equal([place.Code], Grantees.Read(place.Name.Zh, county.Key, places, [])?.Localities ?? []);
            }
        }
    }

    [Theory]
    [InlineData("行政处罚权、行政强制措施", true)]
    [InlineData("行政处罚权（不含行政强制措施）", false)]
    [InlineData("行政处罚权，行政强制措施除外", false)]
    [InlineData("除行政强制措施外的行政处罚权", false)]
    [InlineData("行政处罚权，不包括行政检查、行政强制措施", false)]
    public void What_the_list_leaves_out_is_not_given(string scope, bool measures)
    {
        // 暂扣 stands in the item's law.
        var list = Preview($"{Head}1,占道经营,区城市管理局,\"{scope}\",《某》第一条,全部镇街\n", new() { [2] = new RowAnswer("CG-001", "example") });
        Assert.Equal(new Scope(false, true, measures, false), list.Lines[0].Scope);
        Assert.Equal(!measures, list.Lines[0].Remarks.Any(r => r.En.Contains("leaves out", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("行政处罚权", PenaltyKinds.All)]
    [InlineData("行政处罚权（吊销许可证件、责令停产停业除外）", PenaltyKinds.All & ~PenaltyKinds.Revocation & ~PenaltyKinds.Suspension)]
    [InlineData("行政处罚权（暂扣、吊销许可证件除外）", PenaltyKinds.All & ~PenaltyKinds.Revocation & ~PenaltyKinds.Withholding)]
    [InlineData("行政处罚权（限制从业除外）", PenaltyKinds.All & ~PenaltyKinds.Debarment)]
    [InlineData("行政处罚权（不含限制）", PenaltyKinds.All & ~PenaltyKinds.Debarment & ~PenaltyKinds.Restriction)]
    [InlineData("行政处罚权（不含没收）", PenaltyKinds.All & ~PenaltyKinds.Confiscation)]
    [InlineData("行政处罚权（仅限警告、罚款）", PenaltyKinds.Warning | PenaltyKinds.Fine)]
    public void A_list_may_give_some_kinds_of_penalty_and_its_file_says_which(string scope, PenaltyKinds kinds)
    {
        var list = Preview($"{Head}1,占道经营,区城市管理局,{scope},《某》第一条,全部镇街\n", new() { [2] = new RowAnswer("CG-001", "example") });
        Assert.Equal(new Scope(false, true, false, false, kinds), list.Lines[0].Scope);
        Assert.Equal(kinds != PenaltyKinds.All, list.Lines[0].Remarks.Any(r => r.En.Contains("only these kinds", StringComparison.Ordinal)));
        var grants = ListFiles.Of(list, "t").Single(f => f.Path == "grants.yaml").Text;
        var read = LawReader.ReadRevision("r", "500110", Text.Same("r"), [new RevisionFile("grants.yaml", grants)], DateTimeOffset.UnixEpoch, Installed.Law);
        Assert.Equal(kinds, Assert.Single(read.Grants).Scope.Kinds);
    }

    [Fact]
    public void A_row_of_the_list_is_never_passed_over_as_a_note()
    {
        var unnumbered = NoticeTable.Read("x.csv", Encoding.UTF8.GetBytes("事项名称,依据,赋权镇街\n注水肉,《某》第一条,全部镇街\n说明书不合格,《某》第二条,全部镇街\n备注：以上自2027年起,,\n注 1,《某》第二条,全部镇街\n合计,2项,\n"));
        Assert.Equal(["注水肉", "说明书不合格"], unnumbered.Rows.Select(r => r.Item));
        Assert.Equal(3, unnumbered.Passed.Count);

        // Saved as CSV, a merged cell says nothing for the rows below: they wait for a person, and are not taken back with a whole list.
        var merged = NoticeTable.Read("x.csv", Encoding.UTF8.GetBytes(Head + "1,甲,某局,行政处罚,《某》第一条,全部镇街\n2,乙,某局,行政处罚,,\n二,城市管理,,,,\n"));
        Assert.Equal(["甲", "乙"], merged.Rows.Select(r => r.Item));
        Assert.Single(merged.Passed);
    }

    [Fact]
    public void A_whole_list_takes_back_also_from_a_town_that_begins_or_is_renamed_on_its_day()
    {
        var rows = new List<NoticeRow> { new(2, "1", "无", "", "行政处罚", "《无》第一条", "全部镇街") };
        foreach (var day in new[] { new DateOnly(2025, 7, 1), new DateOnly(2026, 4, 1), new DateOnly(2026, 5, 1) })
        {
            var paper = new ListPaper("990100", "清单（虚构）", "", "", "law/demo（虚构）", day, Transition.FiledBeforeStays, "虚构", "", true);
            var list = CountyList.Of(Installed.Law, paper, rows, new Dictionary<int, RowAnswer> { [2] = new("-", "example") });
            var loss = list.Losses.Single(l => l.Item.Code.Value == "DM-001");
            Assert.Contains(loss.Places, p => p.Code == "990100103");
            Assert.True(loss.Everywhere);
        }
    }

    [Fact]
    public void A_second_whole_list_of_the_same_day_takes_back_what_the_first_gave()
    {
        // The first list gave DM-014 from 2027-01-01; it was a mistake, and the corrected list of the same day does not have it.
        var day = new DateOnly(2027, 1, 1);
        var (demo, published) = (Installed.Pack("demo"), new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        var given = demo.Grants.Single(g => g.Id == "demo-g01") with { Id = "first", Item = new ItemCode("DM-014"), From = day, Recorded = published };
        LawPack Pack(string id) => new() { Id = id, Title = demo.Title, Region = "990100", Revision = id, Digest = id };
        var law = Installed.Law.With(Pack("one") with { Grants = [given] });
        Assert.Equal(Holding.Held, Ask(law, "DM-014", "990100001", "2027-01-01").Answer);

        var paper = new ListPaper("990100", "更正清单（虚构）", "", "", "law/demo（虚构）", day, Transition.FiledBeforeStays, "虚构", "", true);
        var list = CountyList.Of(law, paper, [new(2, "1", "无", "", "行政处罚", "《无》第一条", "全部镇街")], new Dictionary<int, RowAnswer> { [2] = new("-", "example") });
        Assert.True(list.Losses.Single(l => l.Item.Code.Value == "DM-014").Everywhere);

        // The retrieval of the second list is of the same day and was recorded later; what one list says on one day of itself takes nothing back.
        Retrieval Taken(DateTimeOffset recorded) => new() { Id = "second", Item = given.Item, Reach = given.Reach, On = day, Transition = Transition.FiledBeforeStays, Instrument = given.Instrument, Certainty = Certainty.Quoted, Recorded = recorded };
        var after = law.With(Pack("two") with { Retrievals = [Taken(published.AddDays(3))] });
        Assert.Equal(Holding.Department, Ask(after, "DM-014", "990100001", "2027-01-01").Answer);
        Assert.Equal(Holding.Held, Ask(law.With(Pack("two") with { Retrievals = [Taken(published)] }), "DM-014", "990100001", "2027-01-01").Answer);
        Assert.Equal(Holding.Held, after.Catalogue.Ask(new PowerQuestion(given.Item, "990100001", day, day, published.AddDays(1))).Answer);

        // A third that has it again gives it again.
        Assert.Equal(Holding.Held, Ask(after.With(Pack("three") with { Grants = [given with { Id = "third", Recorded = published.AddDays(5) }] }), "DM-014", "990100001", "2027-01-01").Answer);
    }

    [Fact]
    public void What_the_program_is_not_sure_of_waits_for_a_person()
    {
        var rows = Head
            + "1,对某种从未听说过的行为的处罚,区某局,行政处罚权,《从未有过的条例》第九条,全部镇街\n"
            + "2,对天然气用户无正当理由拒绝入户安全检查的行政处罚,区经济信息委,行政处罚权,《重庆市天然气管理条例》第八条,全部镇街\n"
            + "3,对天然气用户未及时整改户内安全隐患的行政处罚,区经济信息委,行政处罚权,《重庆市天然气管理条例》第六十条第一款第二项,全部镇街\n"
            + "4,对天然气用户未及时整改户内安全隐患的行政处罚,区经济信息委,行政处罚权,《重庆市天然气管理条例》第六十条第一款第二项,古南街道\n";
        var list = Preview(rows);
        Assert.Equal([RowState.Unsure, RowState.Unsure, RowState.Confirmed, RowState.Unsure], list.Lines.Select(l => l.State));
        Assert.Contains("article", list.Lines[1].Doubts[0].En);
        Assert.Contains("earlier row", list.Lines[3].Doubts[0].En);
        Assert.False(list.Ready);
        Assert.Throws<InvalidOperationException>(() => ListFiles.Of(list, "x"));

        // A person without a reason is not enough.
        Assert.False(Preview(rows, new() { [2] = new RowAnswer("-"), [3] = new RowAnswer("NY-001"), [5] = new RowAnswer("-", "twice") }).Ready);
        var ready = Preview(rows, new() { [2] = new RowAnswer("-", "not an item of a town"), [3] = new RowAnswer("NY-001", "misprint in the notice"), [5] = new RowAnswer("-", "said twice") });
        Assert.True(ready.Ready);
        Assert.Equal((2, 1, 1), (ready.Count(RowState.LeftOut), ready.Count(RowState.Confirmed), ready.Count(RowState.Changed)));
    }

    [Fact]
    public void A_whole_list_takes_back_what_it_no_longer_has_and_its_files_are_a_pack()
    {
        var list = Preview(Head + Gas + "2,对天然气用户未及时整改户内安全隐患的行政处罚,区经济信息委,行政处罚权,《重庆市天然气管理条例》第六十条第一款第二项,\"古南街道,万东镇\"\n", paper: Paper with { Whole = true });
        Assert.Equal((RowState.Changed, RowState.Changed), (list.Lines[0].State, list.Lines[1].State));
        Assert.Contains(list.Losses, l => l.Item.Code.Value == "CG-026" && l.Everywhere);
        Assert.DoesNotContain(list.Losses, l => l.Item.Code.Value is "NY-001" or "SL-001");
        var partly = Assert.Single(list.Losses, l => l.Item.Code.Value == "NY-002");
        Assert.False(partly.Everywhere);

        var folder = Directory.CreateTempSubdirectory("wardmote-list").FullName;
        try
        {
            foreach (var id in new[] { "cn", "cn-50" })
            {
                Copy(Path.Combine(Installed.Root, id), Path.Combine(folder, id));
            }

            var own = Directory.CreateDirectory(Path.Combine(folder, "county")).FullName;
            File.WriteAllText(Path.Combine(own, "pack.yaml"), "id: county\ntitle: {zh: 举例, en: example, ar: مثال}\nregion: \"500110\"\ninherits: [cn-50, cn]\nrevision: county@2027-01-01\n");
            foreach (var (path, text) in ListFiles.Of(list, "r1"))
            {
                File.WriteAllText(Path.Combine(own, path), text.Replace("instruments:", "recorded: 2026-12-01\ninstruments:", StringComparison.Ordinal));
            }

            var law = LawReader.ReadInstalled(folder);
            Assert.DoesNotContain(new Check(law).Of(law.Packs.Single(p => p.Id == "county")), f => f.Severity == Severity.Error);
            Assert.Equal(Holding.Held, Ask(law, "CG-026", "500110100", "2026-12-31").Answer);
            Assert.Equal(Holding.Department, Ask(law, "CG-026", "500110100", "2027-01-01").Answer);
            Assert.Equal("某区清单（举例）（某府办〔2026〕1号（举例））", Ask(law, "NY-002", "500110100", "2027-01-01").Instrument);
            Assert.Equal(Holding.Department, Ask(law, "NY-002", "500110002", "2027-01-01").Answer);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Every_item_on_the_installed_lists_is_found_again_by_its_own_name_and_article()
    {
        var items = Installed.Pack("cn-50").Items.Where(i => i.SourceType == "empowered" && i.InForce(Paper.From) && i.PenaltyRef.Length > 0).ToList();
        var rows = items.Select(i => $"1,对{i.Title.Zh.Replace(",", "，", StringComparison.Ordinal)}的行政处罚,,行政处罚权,《{i.Law}》{new Article("x", i.PenaltyRef).Cite()[3..]},全部镇街\n");
        var lines = Preview(Head + string.Concat(rows)).Lines;
        Assert.True(items.Count > 80);
        var wrong = items.Zip(lines).Where(p => p.Second.Matches is not [var best, ..] || best.Item.Code != p.First.Code)
            .Select(p => $"{p.First.Code}: {(p.Second.Matches is [var b, ..] ? b.Item.Code.Value : "nothing")}");
        Assert.Empty(wrong);
    }

    private static PowerAnswer Ask(LawInForce law, string item, string place, string day) => law.Catalogue.Ask(new PowerQuestion(new ItemCode(item), place, Installed.Day(day), Installed.Day(day)));

    private static CountyList Preview(string csv, Dictionary<int, RowAnswer>? answers = null, ListPaper? paper = null) =>
        CountyList.Of(Installed.Law, paper ?? Paper, NoticeTable.Read("list.csv", Encoding.UTF8.GetBytes(csv)).Rows, answers ?? []);

    private static List<Teams.Locality> Places() => [.. Installed.Law.Localities.Where(l => l.County == "500110").OrderBy(l => l.Code, StringComparer.Ordinal)];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>A workbook as a spreadsheet program writes it: empty cells of the last two rows are merged with those above.</summary>
    private static byte[] Workbook(params string[][] rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006";
        var words = rows.SelectMany(r => r).Distinct().ToList();
        var sheet = string.Concat(rows.Select((r, y) => $"<row r=\"{y + 1}\">{string.Concat(r.Select((c, x) => c.Length == 0 ? "" : $"<c r=\"{(char)('A' + x)}{y + 1}\" t=\"s\"><v>{words.IndexOf(c)}</v></c>"))}</row>"));
        var files = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{main}\">{string.Concat(words.Select(w => $"<si><r><t>{w}</t></r><rPh sb=\"0\" eb=\"1\"><t>yin</t></rPh></si>"))}</sst>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData><mergeCells count=\"4\"><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"C3:C4\"/><mergeCell ref=\"D3:D4\"/><mergeCell ref=\"F3:F4\"/></mergeCells></worksheet>",
        };
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text));
            }
        }

        return bytes.ToArray();
    }
}
