using Wardmote.Bench;

return args switch
{
    ["journal", .. var settings] => await JournalBench.RunAsync(settings),
    ["append-forever", var setting, var folder] => await AppendForever.RunAsync(setting, folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Wardmote.Bench journal [POSTGRESQL-CONNECTION]");
    return 2;
}
