namespace Accounts.Api; internal sealed class Program{ private static void Main(){} }
