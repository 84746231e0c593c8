using Wardmote.Bench;

return args switch
{
    ["journal", .. var settings] => await JournalBench.RunAsync(settings),
    ["append-forever", var setting, var folder] => await AppendForever.RunAsync(setting, folder),
    ["http"] => await HttpBench.RunAsync("both"),
    ["http", "sqlite" or "postgres" or "both"] => await HttpBench.RunAsync(args[1]),
    ["powers"] => PowersBench.Run(),
    ["recognise", .. var settings] => RecogniserBench.Run(settings),
    ["standards", .. var settings] => StandardsBench.Run(settings),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Wardmote.Bench journal [POSTGRESQL-CONNECTION] | http [sqlite|postgres|both] | powers | recognise [LAW-FOLDER [MODEL]] | standards [LAW-FOLDER]");
    return 2;
}
