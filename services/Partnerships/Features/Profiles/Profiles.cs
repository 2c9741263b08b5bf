using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Domain;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Profiles;
using Platform.Web.Commands;
using Platform.Web.Http;
using Change = Platform.Domain.Change<
    Platform.Partnerships.Domain.Profiles.ProfileState,
    Platform.Partnerships.Domain.Profiles.ProfileEvent
>;

namespace Platform.Partnerships.Features.Profiles;

/// <summary>A profile with its registered organisation, if it has one.</summary>
internal sealed record LoadedProfile(Profile Row, TrackedOrganisation? Organisation);

/// <summary>Carries out every command on a profile.</summary>
internal sealed class Profiles(PartnershipsDbContext db) : CommandPipeline<LoadedProfile, Change>
{
    /// <summary>Changes any profile.</summary>
    public Task<Answer<ProfileView>> ChangeAsync(Guid id, Command command, Func<ProfileState, Result<Change>> decide) =>
        ChangeAsync(db.Profiles, id, command, loaded => Task.FromResult(decide(loaded.Row.Current)));

    /// <summary>Changes a profile of the caller.</summary>
    public Task<Answer<ProfileView>> ChangeByOwnerAsync(Guid id, Command command, Func<ProfileState, Result<Change>> decide) =>
        ChangeByOwnerAsync(id, command, loaded => Task.FromResult(decide(loaded.Row.Current)));

    /// <summary>Changes a profile of the caller, after reading more.</summary>
    public Task<Answer<ProfileView>> ChangeByOwnerAsync(Guid id, Command command, Func<LoadedProfile, Task<Result<Change>>> decide) =>
        ChangeAsync(db.Profiles.Where(profile => profile.Party == command.Caller.Party), id, command, decide);

    /// <summary>Saves a new profile of the caller, unless its organisation already has one.</summary>
    public async Task<Answer<ProfileView>> AddAsync(ProfileState state, TrackedOrganisation? organisation, Command command)
    {
        var profile = new Profile
        {
            Id = Guid.CreateVersion7(),
            Party = command.Caller.Party,
            OrganisationId = organisation?.Id,
            Content = state.Content,
            Contact = state.Contact,
            CreatedAt = command.Now,
        };
        profile.Apply(state);
        db.Add(profile);
        return await db.SaveUniqueAsync(PartnershipsErrors.ProfileExists, command.Aborted) is { } duplicate
            ? duplicate
            : Answer.At($"/api/partnerships/v1/profiles/{profile.Id}", ProfileView.Of(profile, command.Caller));
    }

    /// <summary>Applies a change and publishes its events.</summary>
    public void Apply(Profile profile, Change change, DateTimeOffset at)
    {
        profile.Apply(change.State);
        foreach (var happened in change.Events)
        {
            var (@event, audience) = ProfileEvents.Of(happened, profile, at);
            db.Publish(profile, @event, audience, at);
        }
    }

    protected override long VersionOf(LoadedProfile resource) => resource.Row.Version;

    protected override async Task<DomainError?> SaveAsync(LoadedProfile resource, Change change, Command command)
    {
        var (profile, organisation) = resource;
        if (change.State.ShowsDifferently(profile.Current))
        {
            await TouchIntroductionsAsync(profile, command.Aborted);
        }

        Apply(profile, change, command.Now);
        profile.RecalculateActivePeriod(organisation, command.Today);
        await db.SaveChangesAsync(command.Aborted);
        return null;
    }

    private async Task<Answer<ProfileView>> ChangeAsync(
        IQueryable<Profile> reachable,
        Guid id,
        Command command,
        Func<LoadedProfile, Task<Result<Change>>> decide
    ) =>
        (await RunAsync(command, () => FindAsync(reachable, id, command.Aborted), decide)).Map(changed =>
            ProfileView.Of(changed.Row, command.Caller)
        );

    private async Task<LoadedProfile?> FindAsync(IQueryable<Profile> reachable, Guid id, CancellationToken cancellationToken) =>
        await reachable.SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } profile
            ? new LoadedProfile(
                profile,
                profile.OrganisationId is { } organisation
                    ? await db.Organisations.SingleAsync(found => found.Id == organisation, cancellationToken)
                    : null
            )
            : null;

    /// <summary>Changes the version of the profile's introductions, because they show its name and, once accepted, its contact.</summary>
    private async Task TouchIntroductionsAsync(Profile profile, CancellationToken cancellationToken)
    {
        var showing = await db
            .Introductions.Where(row => row.FromProfileId == profile.Id || row.ToProfileId == profile.Id)
            .ToListAsync(cancellationToken);
        showing.ForEach(row => db.Entry(row).State = EntityState.Modified);
    }
}
