using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using MediatR;

namespace Accounts.Application.Common.Behaviors;

/// <summary>Refuses a command that an impersonator may not send. The container skips it for all other requests.</summary>
internal sealed class ImpersonationBehavior<TRequest, TResponse>(CurrentUser user, IAuditTrail audit, IUnitOfWork unitOfWork)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRefusesImpersonators
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (user.Impersonator is null) return await next();

        audit.Record(AuditEvent.Failure(TRequest.EventType, ConnectionErrors.ImpersonationRefused));
        await unitOfWork.SaveChangesAsync(cancellationToken);
        return TResponse.Failure(ConnectionErrors.ImpersonationRefused);
    }
}
