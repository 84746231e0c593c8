using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Wardmote.Evidence;
using Wardmote.Store;
using Wardmote.Vision;

namespace Wardmote.Web.Host;

/// <summary>
/// 识读室: photos are read one after another, away from requests, when <c>WARDMOTE_VISION</c> names a folder with the models. Asking costs nothing: a full queue drops the question, and the
/// photo is asked for again when somebody looks at it.
/// </summary>
public sealed class PhotoRoom(Settings settings, Record record, Background background, ILogger<PhotoRoom> log) : BackgroundService
{
    /// <summary>What <see cref="Background"/> calls this work.</summary>
    internal const string Name = "vision";

    private const int MostWaiting = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(MostWaiting);
    private readonly ConcurrentDictionary<string, bool> asked = new();
    private volatile string? model;

    /// <summary>True when photos are to be read.</summary>
    public bool On => settings.Vision is not null;

    /// <summary>What was read in a photo; null when nothing was read yet, and then it is asked for.</summary>
    public PhotoReading? Of(Exhibit photo)
    {
        if (!On || !IsPhoto(photo) || !record.Database.Originals.Has(photo.Hash))
        {
            return null;
        }

        var reading = record.Database.Readings.Find(photo.Hash);
        if (reading is null || (model is { } newer && reading.Model != newer))
        {
            Ask(photo);
        }

        return reading;
    }

    /// <summary>True when a photo waits to be read.</summary>
    public bool Waits(Exhibit photo) => asked.ContainsKey(photo.Hash);

    /// <summary>The photo, with the question put.</summary>
    public Exhibit Asked(Exhibit photo)
    {
        Ask(photo);
        return photo;
    }

    /// <summary>Asks for a photo to be read.</summary>
    public void Ask(Exhibit photo)
    {
        // Without a model nothing would ever take it out of the queue.
        if (model is not null && IsPhoto(photo) && asked.TryAdd(photo.Hash, true) && !waiting.Writer.TryWrite(photo.Hash))
        {
            asked.TryRemove(photo.Hash, out _);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Vision is not { } folder)
        {
            return;
        }

        await Task.Yield();
        PhotoReader? reader = null;
        try
        {
            reader = await Task.Run(() => PhotoReader.Open(folder), stoppingToken);
        }
        catch (Exception missing) when (missing is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Everything else works without it; it is said where people look.
            log.LogWarning("photos are not read: {Why}", missing.Message);
            background.Tell(Name, new Background.Work("failed", Words: missing.Message));
            return;
        }

        using (reader)
        {
            model = reader.Model;
            var done = 0;
            background.Tell(Name, new Background.Work("done", Words: reader.Model));
            await foreach (var hash in waiting.Reader.ReadAllAsync(stoppingToken))
            {
                var clock = Stopwatch.GetTimestamp();
                try
                {
                    record.Database.Readings.Keep(hash, await ReadAsync(reader, hash, stoppingToken));
                    background.Tell(Name, new Background.Work("done", ++done, Words: reader.Model));
                }
                catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    // A disk that is full: the photo stays unread and is asked for again.
                    log.LogError(error, "a photo could not be read");
                    background.Tell(Name, new Background.Work("failed", done, Words: error.Message));
                }

                asked.TryRemove(hash, out _);

                // As long as the picture took, the machine is left to those who wait for an answer.
                await Task.Delay(Stopwatch.GetElapsedTime(clock), stoppingToken);
            }
        }
    }

    private async Task<PhotoReading> ReadAsync(PhotoReader reader, string hash, CancellationToken stop)
    {
        if (await record.Database.Originals.UprightAsync(hash, PhotoReader.Longest, stop) is not { } picture)
        {
            return new PhotoReading(reader.Model, [], Failure: "not_decoded");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            return await Task.Run(() => reader.Read(picture, limit.Token), stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new PhotoReading(reader.Model, [], Failure: "too_slow");
        }
        catch (Exception error) when (error is InvalidDataException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            log.LogError(error, "the model failed on a photo");
            return new PhotoReading(reader.Model, [], Failure: "failed");
        }
    }

    private static bool IsPhoto(Exhibit photo) => photo.Mime is "image/jpeg" or "image/png" or "image/webp" or "image/heic";
}
