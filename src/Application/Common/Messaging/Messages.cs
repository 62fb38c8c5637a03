using Accounts.Domain.Common;
using MediatR;

namespace Accounts.Application.Common.Messaging;

/// <summary>A request that changes something.</summary>
public interface ICommand<TResult> : IRequest<Result<TResult>>;

/// <summary>A request that changes nothing.</summary>
public interface IQuery<TResult> : IRequest<Result<TResult>>;

internal interface ICommandHandler<in TCommand, TResult> : IRequestHandler<TCommand, Result<TResult>>
    where TCommand : ICommand<TResult>;

internal interface IQueryHandler<in TQuery, TResult> : IRequestHandler<TQuery, Result<TResult>>
    where TQuery : IQuery<TResult>;
