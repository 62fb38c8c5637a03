namespace Accounts.Simulators; internal sealed class Program{ private static void Main(){} }
