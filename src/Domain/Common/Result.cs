using System.Diagnostics.CodeAnalysis;

namespace Accounts.Domain.Common;

/// <summary>Lets generic code create a failure of its response type without reflection.</summary>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    static abstract TSelf Failure(Error error);

    /// <summary><c>ok</c> or the error's code.</summary>
    string Outcome { get; }
}

/// <summary>A value, or the error that explains why there is none. Exceptions are reserved for bugs (decision 0001).</summary>
public readonly record struct Result<T> : IResult<Result<T>>
{
    private readonly T? _value;
    private readonly Error? _error;

    private Result(T value)
    {
        _value = value;
        Succeeded = true;
    }

    private Result(Error error) => _error = error;

    [MemberNotNullWhen(true, nameof(_value))]
    public bool Succeeded { get; }

    public T Value => Succeeded ? _value : throw new InvalidOperationException($"There is no value: {Error.Code}.");

    public Error Error => Succeeded
        ? throw new InvalidOperationException("There is no error.")
        : _error ?? throw new InvalidOperationException("The result was never set.");

    public string Outcome => Succeeded ? "ok" : Error.Code;

    public static Result<T> Success(T value) => new(value);

    public static Result<T> Failure(Error error) => new(error);

    public static implicit operator Result<T>(T value) => Success(value);

    public static implicit operator Result<T>(Error error) => Failure(error);
}
