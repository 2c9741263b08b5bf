Console.Error.WriteLine("""
    Aspire 13.5.2 cannot be restored from this machine's package feed, so the AppHost was built without it. Instead:

      ./dev run              the whole platform in one process, on embedded storage
      ./dev run --services   the same as separate processes on PostgreSQL, RabbitMQ and Redis

    With Aspire on the feed: delete artifacts/feed.txt and start again.
    """);
return 2;
