namespace Accounts.Local; internal sealed class Program{ private static void Main(){} }
