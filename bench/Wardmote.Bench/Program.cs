using Wardmote.Bench;

return args switch
{
    ["journal", .. var settings] => await JournalBench.RunAsync(settings),
    ["append-forever", var setting, var folder] => await AppendForever.RunAsync(setting, folder),
    ["http"] => await HttpBench.RunAsync("both"),
    ["http", "sqlite" or "postgres" or "both"] => await HttpBench.RunAsync(args[1]),
    ["powers"] => PowersBench.Run(),
    ["queue"] => await QueueBench.RunAsync("both"),
    ["queue", "sqlite" or "postgres" or "both"] => await QueueBench.RunAsync(args[1]),
    ["steady"] => await SteadyBench.RunAsync(5),
    ["steady", var minutes] when double.TryParse(minutes, out var so) && so is > 0 and <= 60 => await SteadyBench.RunAsync(so),
    ["fences"] => await FencesBench.RunAsync("both"),
    ["fences", "sqlite" or "postgres" or "both"] => await FencesBench.RunAsync(args[1]),
    ["hostile"] => await HostileBench.RunAsync(),
    ["recognise", .. var settings] => RecogniserBench.Run(settings),
    ["standards", .. var settings] => StandardsBench.Run(settings),
    ["vision", var models, .. var photos] when photos.Length > 0 => VisionBench.Run(models, photos),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Wardmote.Bench journal [POSTGRESQL-CONNECTION] | http [sqlite|postgres|both] | queue [sqlite|postgres|both] | steady [MINUTES] | powers | fences [sqlite|postgres|both] | hostile | recognise [LAW-FOLDER [MODEL]] | standards [LAW-FOLDER] | vision MODELS PHOTO…");
    return 2;
}
